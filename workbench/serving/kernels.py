"""The kernels behind the pages: which Python, with which environment, and how long they are kept."""

from __future__ import annotations

import os
from typing import Any

from jupyter_server.base.call_context import CallContext
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager

from workbench.logs import for_the_owner_alone
from workbench.serving.handlers import NotebookPage
from workbench.settings import Settings


class Kernels(AsyncMappingKernelManager):
    """Kernels that know their workspace, and that are stopped sooner when nobody is connected."""

    settings: Settings

    async def start_kernel(self, **kwargs: Any) -> str:  # type: ignore[override]
        """Start a kernel for a page that opens; the page is told which, so that it can be stopped with it."""
        kwargs["env"] = self.settings.kernel_environment(kwargs.get("env") or os.environ)
        file = self.settings.log_folder / "kernels.log"
        with file.open("ab") as log:
            for_the_owner_alone(file)
            kernel_id = await super().start_kernel(stdout=log, stderr=log, **kwargs)
        page = CallContext.get(CallContext.JUPYTER_HANDLER)
        if isinstance(page, NotebookPage):
            page.kernel_id = kernel_id
        return kernel_id

    async def cull_kernel_if_idle(self, kernel_id: str) -> None:
        """Stop a kernel that nothing was asked of for too long; one without a page, much sooner."""
        connected = self._kernel_connections.get(kernel_id, 0) > 0
        minutes = self.settings.idle_minutes if connected else self.settings.away_minutes
        self.cull_idle_timeout = minutes * 60
        await super().cull_kernel_if_idle(kernel_id)

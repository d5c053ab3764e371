"""Which Python notebooks run in; apart from the rest, because JupyterLab asks for it too."""

from __future__ import annotations

from jupyter_client.kernelspec import KernelSpecManager


class OwnKernel(KernelSpecManager):
    """Only the kernel of the Python that runs this: never one of the same name installed elsewhere."""

    def _kernel_dirs_default(self) -> list[str]:
        return []

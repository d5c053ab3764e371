// A picture to paste into slides, made in the browser from the SVG that Python draws.

const LARGEST_CANVAS = 64e6; // pixels that every browser can draw at once
const WIDEST_CANVAS = 16000;

/** A PNG of twice the size from a file that holds an SVG; null if the browser cannot make it. */
async function asPng({ name, base64 }) {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const url = URL.createObjectURL(new Blob([bytes], { type: "image/svg+xml" }));
  try {
    const picture = new Image();
    picture.src = url;
    await picture.decode();
    const { naturalWidth: width, naturalHeight: height } = picture;
    const scale = Math.min(2, Math.sqrt(LARGEST_CANVAS / (width * height)), WIDEST_CANVAS / Math.max(width, height));
    const canvas = Object.assign(document.createElement("canvas"), { width: Math.round(width * scale), height: Math.round(height * scale) });
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
    return blob && { name, blob };
  } catch { return null; } finally { URL.revokeObjectURL(url); }
}

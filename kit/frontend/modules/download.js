import { make } from "./elements.js";

/** Put a file of ours among the reader's downloads. @param {string} name @param {string} type @param {BlobPart} text */
export function download(name, type, text) {
  const link = make("a", { download: name });
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

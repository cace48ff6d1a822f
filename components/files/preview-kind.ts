import { extensionOf } from './paths.ts'

export type PreviewKind = 'image' | 'pdf' | 'csv' | 'markdown' | 'text'

// SVG and HTML are text here: shown as anything else they could run scripts.
const kinds: Readonly<Record<string, PreviewKind>> = {
  png: 'image',
  jpg: 'image',
  jpeg: 'image',
  gif: 'image',
  webp: 'image',
  avif: 'image',
  bmp: 'image',
  pdf: 'pdf',
  csv: 'csv',
  tsv: 'csv',
  md: 'markdown',
  markdown: 'markdown',
}

/** How a file is shown, by its name; what turns out not to be text is not shown at all. */
export function previewKindOf(path: string): PreviewKind {
  return kinds[extensionOf(path)] ?? 'text'
}

/** The text of bytes, null where they are none. Cut bytes may end within a character. */
export function textOf(bytes: Uint8Array, isCut: boolean): string | null {
  if (bytes.subarray(0, 8192).includes(0)) return null
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes, { stream: isCut })
  } catch {
    return null
  }
}

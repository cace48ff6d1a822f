/**
 * The kinds that are shown in place, by the name's ending. Each is drawn by the browser's own decoder or viewer; with
 * `nosniff` nothing else is made of them. HTML and SVG are not among them: they could run scripts.
 */
const SHOWN: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  bmp: 'image/bmp',
  pdf: 'application/pdf',
}

const NO_RIGHTS = "default-src 'none'; base-uri 'none'; form-action 'none'"

/** Headers for bytes that somebody's agent wrote, always as a download and never as a page of this origin. */
export function downloadHeaders(path: string | undefined, type = 'application/octet-stream'): Headers {
  const name = encodeURIComponent((path?.split('/').at(-1) || 'file').toWellFormed()).replaceAll("'", '%27')
  return new Headers({
    'content-type': type,
    'content-disposition': `attachment; filename*=UTF-8''${name}`,
    'content-security-policy': `${NO_RIGHTS}; sandbox`,
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    'accept-ranges': 'bytes',
  })
}

/** The same for showing: in place where that is harmless, else as a download after all. */
export function fileHeaders(path: string | undefined): Headers {
  const headers = downloadHeaders(path)
  const type = SHOWN[path?.split('.').at(-1)?.toLowerCase() ?? '']
  if (!type) return headers
  headers.set('content-type', type)
  headers.set('content-disposition', 'inline')
  // The browser's viewer of PDF does not open in a sandbox; it runs in a process and an origin of its own.
  if (type === 'application/pdf') {
    headers.set('content-security-policy', `${NO_RIGHTS}; frame-ancestors 'self'`)
  }
  return headers
}

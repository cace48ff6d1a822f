import { z } from 'zod'

const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
const PATTERN = new RegExp(`^(?:\\*\\.(?=${LABEL}\\.))?${LABEL}(?:\\.${LABEL})+(?::([1-9][0-9]{0,4}))?$`)

/**
 * Which hosts are meant: `example.com`, everything below `*.example.com` (not itself), on the usual ports unless it
 * names one, `example.com:8443`.
 */
export const hostPattern = z
  .string()
  .trim()
  .toLowerCase()
  .max(260)
  .regex(
    PATTERN,
    'Enter a host name such as example.com, *.example.com or example.com:8443, without https:// and path.',
  )

const USUAL_PORTS = [80, 443]

/** The first pattern that means this host and port. */
export function findPattern(
  patterns: readonly string[],
  { host, port }: { host: string; port: number },
  usualPorts: readonly number[] = USUAL_PORTS,
): string | undefined {
  return patterns.find((pattern) => {
    const colon = pattern.indexOf(':')
    const name = colon === -1 ? pattern : pattern.slice(0, colon)
    if (colon === -1 ? !usualPorts.includes(port) : port !== Number(pattern.slice(colon + 1))) return false
    return name.startsWith('*.') ? host.endsWith(name.slice(1)) && host.length > name.length - 1 : host === name
  })
}

/**
 * Host and port as everybody reads them: `EXAMPLE.com.:443`, `0x7f.1` and `[::ffff:127.0.0.1]` lose their disguise.
 * Null where there is none.
 */
export function parseTarget(text: string, defaultPort: number): { host: string; port: number } | null {
  if (!/^[^\s/?#@\\]+$/.test(text)) return null
  // With a scheme whose default port nobody means, so that no port is dropped as the usual one.
  const url = URL.parse(`ftp://${text}`)
  if (!url?.hostname) return null
  const port = url.port === '' ? (/:21$/.test(text) ? 21 : defaultPort) : Number(url.port)
  const host = url.hostname.replace(/\.$/, '').replace(/^\[|\]$/g, '')
  return host === '' || port === 0 ? null : { host, port }
}

import type { z } from 'zod'
import { toolFetch } from '#lib/net/tool-fetch.ts'
import type { webTools } from '#lib/web-tools/definitions.ts'
import { failed, succeeded } from '../outcome.ts'
import type { ToolContext, ToolOutcome } from '../tool-context.ts'
import { untrusted } from '../untrusted.ts'
import { type AskedFor, ask } from './ask.ts'
import { readDocument } from './read-document.ts'

const MAX_BYTES = 2 * 1024 * 1024
/** Of one answer to the model. */
const MAX_CHARS = 40_000
const MAX_REDIRECTS = 5
const ACCEPT = 'text/html,application/xhtml+xml,application/json;q=0.9,text/*;q=0.8,*/*;q=0.1'

/** Reads an address for the model. */
export async function fetchPage(
  { url: address, offset = 0 }: z.output<typeof webTools.web_fetch.input>,
  { signal }: ToolContext,
): Promise<ToolOutcome> {
  const reached = await follow(new URL(address), signal)
  if ('elsewhere' in reached) {
    return succeeded(
      `This address leads on to another host: ${reached.elsewhere}\nCall web_fetch with it, if that is what you want.`,
    )
  }
  const { url, answer } = reached
  if (answer.status >= 400) {
    return failed(`${url.host} answered with ${answer.status}.${hint(answer.status)}`)
  }
  const read = await readable(url, answer, signal)
  if (typeof read === 'string') return failed(read)
  const { title, text } = read
  const part = text.slice(offset, offset + MAX_CHARS)
  if (part === '') {
    const why =
      offset > 0 && text !== ''
        ? `It has ${text.length} characters only.`
        : 'There is no text on this page; it may be made by scripts.'
    return failed(why)
  }
  const left = text.length - offset - part.length
  const rest = left > 0 ? `\n[${left} characters more: call again with offset ${offset + part.length}]` : ''
  const cut =
    answer.isCut && left <= 0 ? `\n[The page is longer than ${MAX_BYTES / 1024 / 1024} MB; its end was not read.]` : ''
  return succeeded(`${untrusted(`Content of ${url.href}`, `${title && `# ${title}\n\n`}${part}`)}${rest}${cut}`)
}

/**
 * Follows redirects within one host alone: the policy has spoken of that one, and is asked anew where the model calls
 * again.
 */
async function follow(
  start: URL,
  signal: AbortSignal,
): Promise<{ url: URL; answer: AskedFor } | { elsewhere: string }> {
  let url = start
  for (let hop = 0; ; hop++) {
    const answer = await ask(toolFetch(), url, { signal, maxBytes: MAX_BYTES, headers: { accept: ACCEPT } })
    const location = answer.status >= 300 && answer.status < 400 ? answer.headers.get('location') : null
    const next = location === null ? null : URL.parse(location, url)
    if (!next || hop === MAX_REDIRECTS) return { url, answer }
    if (next.hostname !== start.hostname || next.port !== start.port) return { elsewhere: next.href }
    url = next
  }
}

async function readable(
  url: URL,
  { bytes, headers }: AskedFor,
  signal: AbortSignal,
): Promise<{ title: string; text: string } | string> {
  const [type = '', ...parameters] = (headers.get('content-type') ?? '').toLowerCase().split(';')
  const kind = type.trim()
  if (kind === 'application/pdf' || bytes.subarray(0, 5).toString('latin1') === '%PDF-') {
    return 'This is a PDF, which web_fetch does not read. If you have a shell, download it there and read it with a program; else look for a page with the same text.'
  }
  const charset = parameters.find((each) => each.trim().startsWith('charset='))?.split('=')[1]
  const isHtml =
    /^(text\/html|application\/xhtml\+xml)$/.test(kind) ||
    (kind === '' && /^\s*</.test(bytes.toString('latin1', 0, 200)))
  const text = decode(bytes, charset ?? (isHtml ? charsetOf(bytes) : undefined))
  if (isHtml) {
    const { title, markdown } = await readDocument({ kind: 'page', html: text, url: url.href }, signal)
    return { title, text: markdown }
  }
  if (kind.startsWith('text/') || kind === '' || /[/+](json|xml|yaml|x-yaml|javascript|toml|x-ndjson)$/.test(kind)) {
    return bytes.includes(0) ? `This is no text (${kind || 'unknown type'}), so it was not read.` : { title: '', text }
  }
  return `This is ${kind}, not text, so it was not read.`
}

/** As a page itself says, in its first bytes. */
function charsetOf(bytes: Buffer): string | undefined {
  return /<meta[^>]+charset=["']?([\w-]+)/i.exec(bytes.toString('latin1', 0, 2048))?.[1]
}

function decode(bytes: Buffer, charset = 'utf-8'): string {
  try {
    return new TextDecoder(charset.trim().replace(/^["']|["']$/g, '')).decode(bytes)
  } catch {
    return new TextDecoder().decode(bytes)
  }
}

function hint(status: number): string {
  if (status === 401 || status === 403) return ' It does not let everybody read this page.'
  if (status === 404 || status === 410) return ' There is no such page: check the address, or search for it.'
  return status === 429 || status >= 500 ? ' Try again later, or read it elsewhere.' : ''
}

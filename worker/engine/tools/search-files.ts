import { failed, succeeded } from './outcome.ts'
import type { ToolContext, ToolOutcome } from './tool-context.ts'
import type { ToolInput } from './tool-input.ts'

const MAX_MATCHES = 200
const MAX_LINE_CHARS = 400
const MAX_CHARS = 30_000
const TIMEOUT_MS = 50_000

/** Lines that match a regular expression, by ripgrep. */
export async function searchFiles(input: ToolInput<'search_files'>, context: ToolContext): Promise<ToolOutcome> {
  const sandbox = await context.sandbox()
  const { path = '.' } = input
  // ripgrep names the file only where it searches several.
  const isFile = path !== '.' && (await sandbox.stat(path)).kind === 'file'
  const found = new Matches(isFile ? `${path}:` : '')
  const enough = new AbortController()
  let errors = ''
  const result = await sandbox.exec({
    command: searchCommand({ ...input, path }),
    timeoutMs: TIMEOUT_MS,
    signal: AbortSignal.any([context.signal, enough.signal]),
    onOutput({ stream, bytes }) {
      if (stream === 'stderr') errors = (errors + Buffer.from(bytes).toString('utf8')).slice(0, 2000)
      else if (found.add(bytes)) enough.abort()
    },
  })
  context.signal.throwIfAborted()
  const lines = found.lines()
  if (result.outcome === 'exited' && lines.length === 0 && errors.trim() !== '') return failed(errors.trim())
  if (found.isFull) lines.push('[more matches are left out: narrow the search by pattern, path or glob]')
  else if (result.outcome === 'timed_out') lines.push('[stopped: it took too long; narrow the search by path or glob]')
  else if (result.outcome !== 'exited') return failed(result.detail ?? 'The search was stopped.')
  return succeeded(lines.length > 0 ? lines.join('\n') : '[no matches]')
}

/** In the options that ripgrep and the virtual sandbox's own have in common. */
function searchCommand({ pattern, path, glob }: ToolInput<'search_files'> & { path: string }): string {
  const only = glob === undefined ? '' : ` -g ${quoted(glob)}`
  return `rg -n${only} -e ${quoted(pattern)} ${quoted(path.startsWith('-') ? `./${path}` : path)}`
}

/** One word for the shell, whatever is in it. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}

/** The first matches, within bounds, however long the lines are. */
class Matches {
  private readonly decoder = new TextDecoder()
  private readonly found: string[] = []
  private rest = ''
  private readonly prefix: string
  private chars = 0
  isFull = false

  constructor(prefix: string) {
    this.prefix = prefix
  }

  /** Whether there are enough. */
  add(bytes: Uint8Array): boolean {
    if (this.isFull) return true
    const lines = (this.rest + this.decoder.decode(bytes, { stream: true })).split('\n')
    // Only its beginning is shown: a file of one line must not fill the worker.
    this.rest = (lines.pop() ?? '').slice(0, 2 * MAX_LINE_CHARS)
    for (const line of lines) this.push(line)
    return this.isFull
  }

  lines(): string[] {
    if (this.rest !== '') this.push(this.rest)
    this.rest = ''
    return this.found
  }

  private push(line: string): void {
    if (this.found.length >= MAX_MATCHES || this.chars > MAX_CHARS) {
      this.isFull = true
      return
    }
    const short = this.prefix + line.replace(/^\.\//, '').replace(/\r$/, '')
    this.found.push(short.length > MAX_LINE_CHARS ? `${short.slice(0, MAX_LINE_CHARS)} [...]` : short)
    this.chars += Math.min(short.length, MAX_LINE_CHARS)
  }
}

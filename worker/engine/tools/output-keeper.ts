import { stripVTControlCharacters } from 'node:util'

/** Bytes kept of the beginning, and of the end, of what a command prints. */
const KEPT_BYTES = 1024 * 1024
/** Characters of the beginning, and of the end, that the model reads. */
const SHOWN_CHARS = 8_000

/** What a command prints, in order of arrival, within bounds. */
export class OutputKeeper {
  private readonly head: Uint8Array[] = []
  private headBytes = 0
  private tail: Uint8Array[] = []
  private tailBytes = 0
  private total = 0

  add(bytes: Uint8Array): void {
    this.total += bytes.byteLength
    const room = KEPT_BYTES - this.headBytes
    if (room > 0) {
      this.head.push(bytes.subarray(0, room))
      this.headBytes += Math.min(room, bytes.byteLength)
    }
    if (bytes.byteLength <= room) return
    const rest = bytes.subarray(Math.max(room, 0))
    this.tail.push(rest)
    this.tailBytes += rest.byteLength
    // Twice the bound before it is cut, so that each byte is copied once at most.
    if (this.tailBytes > 2 * KEPT_BYTES) this.cutTail()
  }

  /** All that was kept: what goes into the file. */
  whole(): Uint8Array {
    this.cutTail()
    const left = this.total - this.headBytes - this.tailBytes
    const gap = left > 0 ? [Buffer.from(`\n[... ${left} bytes left out ...]\n`)] : []
    return Buffer.concat([...this.head, ...gap, ...this.tail])
  }

  /** What the model reads: without terminal codes, and with its middle left out where it is long. */
  text(): { text: string; isCut: boolean } {
    const clean = cleaned(Buffer.from(this.whole()).toString('utf8'))
    if (clean.length <= 2 * SHOWN_CHARS && this.total <= 2 * KEPT_BYTES) return { text: clean, isCut: false }
    const head = atLine(clean.slice(0, SHOWN_CHARS), 'end')
    const tail = atLine(clean.slice(-SHOWN_CHARS), 'start')
    const left = clean.length - head.length - tail.length
    return { text: `${head}\n[... ${left} characters left out ...]\n${tail}`, isCut: true }
  }

  private cutTail(): void {
    if (this.tailBytes <= KEPT_BYTES) return
    const kept = Buffer.concat(this.tail).subarray(-KEPT_BYTES)
    this.tail = [Buffer.from(kept)]
    this.tailBytes = KEPT_BYTES
  }
}

/** As a terminal would show it in the end: no colours, and of a line that was overwritten the last version. */
function cleaned(raw: string): string {
  const text = raw.includes('\u001b') || raw.includes('\u009b') ? stripVTControlCharacters(raw) : raw
  if (!text.includes('\r')) return text
  return text
    .replaceAll('\r\n', '\n')
    .split('\n')
    .map((line) => {
      const shown = line.replace(/\r+$/, '')
      return shown.slice(shown.lastIndexOf('\r') + 1)
    })
    .join('\n')
}

/** Cuts at a line's border where one is near. */
function atLine(text: string, side: 'start' | 'end'): string {
  const near = 500
  if (side === 'end') {
    const at = text.lastIndexOf('\n')
    return at > text.length - near ? text.slice(0, at) : text
  }
  const at = text.indexOf('\n')
  return at !== -1 && at < near ? text.slice(at + 1) : text
}

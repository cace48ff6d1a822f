/** Parts of a stream put together to lines, none longer than the bound. */
export class LineBuffer {
  readonly #maxBytes: number
  #parts: Buffer[] = []
  #bytes = 0

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
  }

  /** The lines that are complete. @throws Error where one is too long */
  push(chunk: Uint8Array): string[] {
    const lines: string[] = []
    let rest = Buffer.from(chunk)
    for (let end = rest.indexOf(10); end !== -1; end = rest.indexOf(10)) {
      lines.push(Buffer.concat([...this.#parts, rest.subarray(0, end)]).toString('utf8'))
      this.#parts = []
      this.#bytes = 0
      rest = rest.subarray(end + 1)
    }
    if (rest.length > 0) this.#parts.push(rest)
    this.#bytes += rest.length
    if (this.#bytes > this.#maxBytes) {
      this.#parts = []
      throw new Error(`it sent a message of more than ${Math.round(this.#maxBytes / 2 ** 20)} MB`)
    }
    return lines
  }
}

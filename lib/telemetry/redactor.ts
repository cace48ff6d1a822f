/** A value that must not be shown, and what stands in its place. */
export interface Redaction {
  value: string
  replacement: string
}

/** Between two lines of something that is wrapped: the break, and what the next line is indented by. */
const MAX_GAP_BYTES = 64
/** Of a value's beginning before a break: less would hold back the end of any line that ends with its first letter. */
const MIN_BYTES_BEFORE_GAP = 2
const [TAB, LINE_FEED, CARRIAGE_RETURN, SPACE] = [9, 10, 13, 32]

/** Shorter ones are words that may stand anywhere. */
export const MIN_REDACTED_CHARS = 8
const ROOT = 0

/**
 * Finds values in a stream of bytes, in every spelling that they usually come in: as they are, in Base64 (wherever they
 * lie in what was encoded), URL-encoded, JSON-escaped, hexadecimal, and wrapped over lines. An Aho-Corasick automaton: each byte is looked at
 * once, however many values there are and whatever the bytes do.
 */
export class RedactionPatterns {
  /** Of each state: the byte that leads to it, its first child and next sibling, where to go on after a mismatch. */
  readonly #bytes: number[] = [0]
  readonly #firstChild: number[] = [-1]
  readonly #sibling: number[] = [-1]
  readonly #failure: number[] = [ROOT]
  /** Bytes of the pattern's beginning that have been seen. */
  readonly depth: number[] = [0]
  /** Length of the longest pattern that ends here (0: none), and whose it is. */
  readonly matched: number[] = [0]
  readonly owner: number[] = [-1]
  readonly #fromRoot = new Int32Array(256)
  readonly replacements: Buffer[] = []
  longest = 0

  constructor(redactions: readonly Redaction[]) {
    for (const { value, replacement } of redactions) {
      if (value.length < MIN_REDACTED_CHARS) continue
      const owner = this.replacements.push(Buffer.from(replacement)) - 1
      for (const pattern of spellings(value)) this.#insert(pattern, owner)
    }
    this.#link()
  }

  get isEmpty(): boolean {
    return this.replacements.length === 0
  }

  next(state: number, byte: number): number {
    for (let at = state; at !== ROOT; at = this.#failure[at] as number) {
      const child = this.#child(at, byte)
      if (child !== -1) return child
    }
    return this.#fromRoot[byte] as number
  }

  #child(state: number, byte: number): number {
    let child = this.#firstChild[state] as number
    while (child !== -1 && this.#bytes[child] !== byte) child = this.#sibling[child] as number
    return child
  }

  #insert(pattern: Uint8Array, owner: number): void {
    let state = ROOT
    for (const byte of pattern) {
      let child = this.#child(state, byte)
      if (child === -1) {
        child = this.#bytes.push(byte) - 1
        this.#firstChild.push(-1)
        this.#sibling.push(this.#firstChild[state] as number)
        this.#firstChild[state] = child
        this.#failure.push(ROOT)
        this.depth.push((this.depth[state] as number) + 1)
        this.matched.push(0)
        this.owner.push(-1)
      }
      state = child
    }
    this.longest = Math.max(this.longest, pattern.length)
    this.matched[state] = pattern.length
    this.owner[state] = owner
  }

  /** Breadth first: a state's failure is nearer to the root than itself. */
  #link(): void {
    const queue: number[] = []
    for (let child = this.#firstChild[ROOT] as number; child !== -1; child = this.#sibling[child] as number) {
      this.#fromRoot[this.#bytes[child] as number] = child
      queue.push(child)
    }
    for (const state of queue) {
      for (let child = this.#firstChild[state] as number; child !== -1; child = this.#sibling[child] as number) {
        const failure = this.next(this.#failure[state] as number, this.#bytes[child] as number)
        this.#failure[child] = failure
        if (this.matched[child] === 0) {
          this.matched[child] = this.matched[failure] as number
          this.owner[child] = this.owner[failure] as number
        }
        queue.push(child)
      }
    }
  }
}

interface Found {
  from: number
  to: number
  owner: number
}

/** Replaces values in one stream, however it is cut: what could be the beginning of one is held back until it is known. */
export class Redactor {
  readonly #patterns: RedactionPatterns
  #state = ROOT
  /** Not given out yet, and where in the stream it begins. */
  #held: Buffer = Buffer.alloc(0)
  #heldAt = 0
  #at = 0
  #found: Found[] = []
  /** Bytes that are no gaps: how many there were, and where the last of them stand. */
  #count = 0
  readonly #places: Float64Array
  #gap = 0

  constructor(patterns: RedactionPatterns) {
    this.#patterns = patterns
    this.#places = new Float64Array(patterns.longest + 1)
  }

  push(chunk: Uint8Array): Buffer {
    if (this.#patterns.isEmpty) return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    const patterns = this.#patterns
    for (const byte of chunk) {
      if (this.#isGap(byte)) {
        this.#at++
        const depth = patterns.depth[this.#state] as number
        // What is complete is not waited with for more.
        const isWhole = patterns.matched[this.#state] === depth
        if (++this.#gap > MAX_GAP_BYTES || depth < MIN_BYTES_BEFORE_GAP || isWhole) this.#state = ROOT
        continue
      }
      this.#gap = 0
      this.#state = patterns.next(this.#state, byte)
      this.#places[this.#count++ % this.#places.length] = this.#at++
      const length = patterns.matched[this.#state] as number
      if (length > 0) this.#note(this.#placeOf(length), patterns.owner[this.#state] as number)
    }
    this.#held = this.#held.length === 0 ? Buffer.from(chunk) : Buffer.concat([this.#held, chunk])
    const depth = patterns.depth[this.#state] as number
    return this.#release(depth === 0 ? this.#at : this.#placeOf(depth))
  }

  /** A line break, and what follows it at once. Values have none in them, and no blanks at a break. */
  #isGap(byte: number): boolean {
    if (byte === LINE_FEED || byte === CARRIAGE_RETURN) return true
    return this.#gap > 0 && (byte === SPACE || byte === TAB)
  }

  /** Where in the stream the last so many bytes begin that are no gaps. */
  #placeOf(length: number): number {
    return this.#places[(this.#count - length) % this.#places.length] as number
  }

  end(): Buffer {
    this.#state = ROOT
    return this.#release(this.#at)
  }

  /** Values that overlap are one stretch, under the name of the first. */
  #note(from: number, owner: number): void {
    const found: Found = { from, to: this.#at, owner }
    for (let last = this.#found.at(-1); last && last.to > found.from; last = this.#found.at(-1)) {
      found.from = Math.min(found.from, last.from)
      found.owner = last.owner
      this.#found.pop()
    }
    this.#found.push(found)
  }

  #release(until: number): Buffer {
    const parts: Buffer[] = []
    let at = this.#heldAt
    while (this.#found[0] && this.#found[0].to <= until) {
      const { from, to, owner } = this.#found.shift() as Found
      parts.push(this.#held.subarray(at - this.#heldAt, from - this.#heldAt))
      parts.push(this.#patterns.replacements[owner] as Buffer)
      at = to
    }
    const free = Math.min(until, this.#found[0]?.from ?? until)
    parts.push(this.#held.subarray(at - this.#heldAt, free - this.#heldAt))
    this.#held = this.#held.subarray(free - this.#heldAt)
    this.#heldAt = free
    return parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts)
  }
}

/** The text without the values. */
export function redactText(text: string, patterns: RedactionPatterns): string {
  if (patterns.isEmpty) return text
  const redactor = new Redactor(patterns)
  return Buffer.concat([redactor.push(Buffer.from(text)), redactor.end()]).toString('utf8')
}

function spellings(value: string): Buffer[] {
  const bytes = Buffer.from(value, 'utf8')
  const hex = bytes.toString('hex')
  const percent = hex.replace(/../g, '%$&')
  const escaped = JSON.stringify(value).slice(1, -1)
  const inBase64 = base64Spellings(bytes)
  // A line that ends with the first letter says nothing yet: the rest of it is found by itself.
  const afterBreak = inBase64.map((text) => text.slice(1))
  const texts = [
    value,
    encodeURIComponent(value),
    encodeURIComponent(value).replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
    new URLSearchParams({ v: value }).toString().slice(2),
    percent,
    percent.toUpperCase(),
    escaped,
    escaped.replaceAll('/', '\\/'),
    hex,
    hex.toUpperCase(),
    ...inBase64,
    ...afterBreak,
    ...inBase64.map(encodeURIComponent),
    // Basic credentials that somebody encodes once more.
    ...inBase64.flatMap((text) => base64Spellings(Buffer.from(text))),
  ]
  return [...new Set(texts)].filter((text) => text.length >= MIN_REDACTED_CHARS).map((text) => Buffer.from(text))
}

/** What of the Base64 of something longer is this value's alone, wherever in it the value lies. */
function base64Spellings(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64')
    const from = Math.ceil((before * 8) / 6)
    const to = Math.floor(((before + bytes.length) * 8) / 6)
    const own = encoded.slice(from, to)
    return [own, own.replaceAll('+', '-').replaceAll('/', '_')]
  })
}

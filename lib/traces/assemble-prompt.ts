import { createHash } from 'node:crypto'
import type { TracePrompt } from './schema.ts'
import type { PromptRow } from './store.ts'

const HASH_CHARS = 64

/** A prompt's parts by their hashes, all of them. */
export interface PromptOutline {
  index: number
  systemHashes: string[]
  toolsHash: string
  messageHashes: string[]
  hash: string
  parameters: Record<string, unknown>
}

/** Each step names what is new in its prompt, and the step whose beginning it goes on from: put together, in order. */
export function outlinePrompts(rows: readonly PromptRow[]): PromptOutline[] {
  const lists = new Map<number, string[]>()
  return rows.map((row) => {
    const before = row.afterStep === null ? [] : (lists.get(row.afterStep) ?? []).slice(0, row.kept)
    const messageHashes = [...before, ...split(row.messageHashes)]
    lists.set(row.index, messageHashes)
    const { index, toolsHash, hash, parameters } = row
    return { index, systemHashes: split(row.systemHashes), toolsHash, messageHashes, hash, parameters }
  })
}

/** The hashes of everything in a prompt. */
export function hashesOf({ systemHashes, toolsHash, messageHashes }: PromptOutline): string[] {
  return [...systemHashes, toolsHash, ...messageHashes]
}

/** A prompt as it was sent. It says itself whether it is: each text is held against its hash, and all of them against the whole's. */
export function assemblePrompt(outline: PromptOutline, texts: ReadonlyMap<string, string>): TracePrompt {
  const hashes = hashesOf(outline)
  const isWhole = hashes.every((hash) => {
    const text = texts.get(hash)
    return text !== undefined && sha256(text) === hash
  })
  const textOf = (hash: string) => texts.get(hash) ?? ''
  return {
    system: outline.systemHashes.map(textOf).join(''),
    tools: parsed(textOf(outline.toolsHash)) ?? [],
    messages: outline.messageHashes.map(
      (hash) => parsed<TracePrompt['messages'][number]>(textOf(hash)) ?? { role: 'unknown', content: null },
    ),
    parameters: outline.parameters,
    hash: outline.hash,
    verified: isWhole && sha256(hashes.join('')) === outline.hash,
  }
}

function split(hashes: string): string[] {
  return Array.from({ length: hashes.length / HASH_CHARS }, (_, at) =>
    hashes.slice(at * HASH_CHARS, (at + 1) * HASH_CHARS),
  )
}

function parsed<T>(text: string): T | null {
  return text === '' ? null : (JSON.parse(text) as T)
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

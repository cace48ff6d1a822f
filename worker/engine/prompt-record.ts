import { createHash } from 'node:crypto'
import type { LanguageModelV4Message } from '@ai-sdk/provider'
import type { PromptRecord, PromptText } from '#lib/runs/progress.ts'
import type { LiveStep } from './live-step.ts'
import { toPrompt } from './models/prompt.ts'
import { toolOffers } from './models/tool-schemas.ts'
import type { RunInProgress } from './run-in-progress.ts'

/** Hashes that this process knows to be stored; the oldest are forgotten, and their texts sent once more. */
const MAX_KNOWN = 50_000
const known = new Set<string>()

/**
 * What a step's model was given, for whoever asks later why it did what it did. It is stored and not made anew from rows,
 * since the code that makes it changes; each text once, and of a conversation only what was not there in the step before.
 * @returns null for a step whose prompt another attempt has stored
 */
export function promptRecord({ run, prompted }: RunInProgress, live: LiveStep): PromptRecord | null {
  const { asked, parameters, firstTokenAt } = live
  if (!asked) return null
  const { settings, instructions } = asked
  // What only this thread says, its client's words for instance, lies with the thread.
  const isShared = instructions.startsWith(settings)
  const own = isShared ? instructions.slice(settings.length) : instructions
  const shared = (isShared && settings ? [settings] : []).map(hashed)
  const apart = (own ? [own] : []).map(hashed)
  const tools = hashed(JSON.stringify(toolOffers(asked)))
  // Offers of the client of the run are its thread's alone.
  const toolsApart = (asked.clientTools ?? []).length > 0
  const said = toPrompt({ instructions: '', messages: asked.messages }).map((message) => hashed(asText(message)))
  const hashes = said.map(({ hash }) => hash)
  const kept = prompted ? sharedLength(prompted.hashes, hashes) : 0
  const systemHashes = [...shared, ...apart].map(({ hash }) => hash)
  return {
    texts: notStored(run.workspaceId, toolsApart ? shared : [...shared, tools]),
    messages: notStored(run.threadId, [...apart, ...(toolsApart ? [tools] : []), ...said.slice(kept)]),
    systemHashes,
    toolsHash: tools.hash,
    after: prompted && kept > 0 ? { step: prompted.step, kept } : null,
    messageHashes: hashes.slice(kept),
    hash: hashOf([...systemHashes, tools.hash, ...hashes].join('')),
    parameters,
    firstTokenAt,
  }
}

/** Once a prompt is durable: the next one names only what it adds. */
export function rememberPrompt(progress: RunInProgress, live: LiveStep, prompt: PromptRecord): void {
  const { run, prompted } = progress
  const before = prompt.after ? (prompted?.hashes.slice(0, prompt.after.kept) ?? []) : []
  progress.prompted = { step: live.index, hashes: [...before, ...prompt.messageHashes] }
  for (const { hash } of prompt.texts) remember(run.workspaceId, hash)
  for (const { hash } of prompt.messages) remember(run.threadId, hash)
}

/** Leaves out what is stored already, and what stands there twice. */
function notStored(place: string, texts: readonly PromptText[]): PromptText[] {
  const byHash = new Map(texts.map((text) => [text.hash, text]))
  return [...byHash.values()].filter(({ hash }) => !known.has(`${place}${hash}`))
}

function remember(place: string, hash: string): void {
  const [oldest] = known
  if (known.size >= MAX_KNOWN && oldest !== undefined) known.delete(oldest)
  known.add(`${place}${hash}`)
}

function sharedLength(before: readonly string[], now: readonly string[]): number {
  const end = before.findIndex((hash, index) => hash !== now[index])
  return end < 0 ? before.length : end
}

/** An image is in the workspace's files; what stays here is which one it was. */
function asText(message: LanguageModelV4Message): string {
  if (message.role !== 'user') return JSON.stringify(message)
  const content = message.content.map((part) => {
    if (part.type !== 'file' || part.data.type !== 'data' || typeof part.data.data === 'string') return part
    const { data } = part.data
    return { type: 'image', mediaType: part.mediaType, size: data.length, sha256: hashOf(data) }
  })
  return JSON.stringify({ role: 'user', content })
}

function hashed(text: string): PromptText {
  return { hash: hashOf(text), text }
}

function hashOf(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex')
}

import { createHash } from 'node:crypto'
import type { RecalledMemory } from '#lib/memory/recall.ts'
import { untrusted } from './tools/untrusted.ts'

const MAX_CHARS = 700

/** Begins what a run is offered of the memory. */
export const MEMORIES_OFFERED =
  '[Memories that may help, each behind its link. Where you use one, cite it by that link. They may be wrong or out of date.]'

/**
 * What a run is offered of the memory, for its first message: the same in every step, or no provider could reuse what it
 * has read. So the mark at its end is made of the run's id, which nobody knew who wrote these texts before it.
 */
export function offeredMemories(
  { id, workspace_id }: { id: string; workspace_id: string },
  recalls: readonly RecalledMemory[],
): string {
  const mark = createHash('sha256').update(`memories of ${id}`).digest('hex').slice(0, 12)
  const lines = recalls.map((recall) => cited(workspace_id, recall))
  return `${MEMORIES_OFFERED}\n${untrusted('Memories', lines.join('\n').replaceAll(mark, ''), mark)}`
}

/** One line: its link, where it comes from, and what it says. */
export function cited(workspaceId: string, memory: Omit<RecalledMemory, 'run_id'>): string {
  const { entry_id, text, saved_by_name, thread_title, file_path, created_at } = memory
  const oneLine = (words: string) => words.replace(/\s+/g, ' ')
  const source = [
    `saved by ${oneLine(saved_by_name)} on ${created_at.slice(0, 10)}`,
    thread_title && `in the thread “${oneLine(thread_title).slice(0, 80)}”`,
    file_path && `about ${oneLine(file_path).slice(0, 200)}`,
  ].filter(Boolean)
  const said = oneLine(text)
  const cut = said.length > MAX_CHARS ? `${said.slice(0, MAX_CHARS).toWellFormed()} …` : said
  return `- [memory](/w/${workspaceId}/memory?entry=${entry_id}) (${source.join(', ')}): ${cut}`
}

import type { WorkspaceScope } from '#lib/access/scope.ts'
import type { Tx } from '#lib/db/client.ts'
import { AppError, notFound } from '#lib/errors.ts'
import { isLexical, lexical } from './embedders.ts'
import { lexicalEmbedding } from './lexical-embedder.ts'
import type { MemoryView } from './schema.ts'
import { readSettings } from './settings.ts'
import {
  deleteEntry,
  type EntryChange,
  findEntry,
  insertEntry,
  insertPending,
  insertVector,
  type NewEntry,
  setForgotten,
  updateEntry,
} from './store.ts'

/** @throws AppError `not_found` */
export async function loadMemory(tx: Tx, id: string): Promise<MemoryView> {
  const entry = await findEntry(tx, id)
  if (!entry) throw notFound('The memory')
  return entry
}

/** Remembers something; a second time with the same id changes nothing. No audit row, which is the caller's. */
export async function saveMemory(tx: Tx, scope: WorkspaceScope, entry: NewEntry): Promise<MemoryView> {
  if (await insertEntry(tx, scope, entry)) await embedSoon(tx, scope.workspaceId, entry.id, entry.text)
  return loadMemory(tx, entry.id)
}

/** @throws AppError `not_found`, `conflict` for what was forgotten */
export async function changeMemory(
  tx: Tx,
  { workspaceId }: WorkspaceScope,
  seen: MemoryView,
  change: EntryChange,
): Promise<MemoryView> {
  if (seen.forgottenAt) throw new AppError('conflict', 'This memory was forgotten. Bring it back before you change it.')
  await updateEntry(tx, seen.id, change)
  if (change.text !== undefined && change.text !== seen.text) await embedSoon(tx, workspaceId, seen.id, change.text)
  return loadMemory(tx, seen.id)
}

/** Out of every search at once, with its vectors and what was made of it; its text for as long as it can come back. */
export async function forgetMemory(tx: Tx, id: string): Promise<MemoryView> {
  await setForgotten(tx, id, true)
  return loadMemory(tx, id)
}

/** @throws AppError `not_found` once its time is over */
export async function restoreMemory(tx: Tx, { workspaceId }: WorkspaceScope, id: string): Promise<MemoryView> {
  await setForgotten(tx, id, false)
  const memory = await loadMemory(tx, id)
  await embedSoon(tx, workspaceId, id, memory.text)
  return memory
}

/** Nothing of it is left anywhere, nor of what was made of it. */
export async function eraseMemory(tx: Tx, id: string): Promise<void> {
  await deleteEntry(tx, id)
}

/** Offline at once; by a provider once this is committed. */
async function embedSoon(tx: Tx, workspaceId: string, id: string, text: string): Promise<void> {
  const { active, target } = await readSettings(tx, workspaceId)
  if (isLexical(active) || isLexical(target)) await insertVector(tx, id, lexical, lexicalEmbedding(text))
  if (!isLexical(active) || !isLexical(target)) await insertPending(tx, id)
}

import { WORKSPACE_DIR } from '#lib/sandbox/spec.ts'
import type { ChangedFile } from '#lib/stream/events.ts'
import type { FileEntry, FileOps } from '../../sandbox/provider.ts'

/** A folder with more in it shows its first ones. */
const MAX_ENTRIES_OF_FOLDER = 500
const MAX_FOLDERS = 100
const MAX_ENTRIES = 5000
const AT_ONCE = 8
/** However slow the disk is, the answer to the model does not wait longer for this. */
const PATIENCE_MS = 2000
const MAX_FILES = 12
/** The clock of a file's time ticks in steps of up to this. */
const TICK_MS = 10
/** What programs keep for themselves, and nobody wants to be shown; files with a dot besides. */
const NOT_LOOKED_INTO = new Set(['node_modules', '__pycache__', 'venv', 'target'])

/**
 * Files of the workspace whose time says that they changed since a moment, the newest first: as far as a short look
 * finds them. Who changed them it does not say; whoever works in the workspace may have.
 */
export async function filesChangedSince(files: FileOps, sinceMs: number): Promise<ChangedFile[]> {
  const found: (ChangedFile & { modifiedAtMs: number })[] = []
  const patience = { isOver: false }
  const timer = Promise.withResolvers<void>()
  const end = setTimeout(timer.resolve, PATIENCE_MS)
  const look = lookInto(files, patience, (folder, { path, kind, size, modifiedAtMs }) => {
    if (kind === 'file' && modifiedAtMs >= sinceMs - TICK_MS)
      found.push({ path: `${folder}/${path}`, size, modifiedAtMs })
  })
  // A sandbox that is gone, or has no workspace, has nothing to show.
  await Promise.race([look.catch(() => undefined), timer.promise])
  patience.isOver = true
  clearTimeout(end)
  found.sort((one, other) => other.modifiedAtMs - one.modifiedAtMs)
  return found.slice(0, MAX_FILES).map(({ path, size }) => ({ path, size }))
}

/** Folder by folder, the upper ones first. */
async function lookInto(
  files: FileOps,
  patience: { isOver: boolean },
  see: (folder: string, entry: FileEntry) => void,
): Promise<void> {
  const folders = [WORKSPACE_DIR]
  let looked = 0
  let seen = 0
  while (looked < Math.min(folders.length, MAX_FOLDERS) && seen < MAX_ENTRIES && !patience.isOver) {
    const some = folders.slice(looked, Math.min(looked + AT_ONCE, MAX_FOLDERS))
    looked += some.length
    const lists = await Promise.all(
      some.map(async (folder) => ({
        folder,
        // Removed since its parent was read.
        ...(await files.list(folder, { limit: MAX_ENTRIES_OF_FOLDER }).catch(() => ({ entries: [] }))),
      })),
    )
    for (const { folder, entries } of lists) {
      seen += entries.length
      for (const entry of entries) {
        if (entry.path.startsWith('.') || NOT_LOOKED_INTO.has(entry.path)) continue
        if (entry.kind === 'directory') folders.push(`${folder}/${entry.path}`)
        else see(folder, entry)
      }
    }
  }
}

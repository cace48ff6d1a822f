import { HOME_DIR, WORKSPACE_DIR } from '#lib/sandbox/spec.ts'
import type { Sandbox } from '../../sandbox/provider.ts'

const FOLDER = '.crewhouse/output'
/** What is older, or one too many, makes room when the next output is saved: nobody else tidies up there. */
const KEPT_MS = 14 * 24 * 3_600_000
const KEPT_FILES = 100

export interface SavedOutput {
  /** For the model. */
  note: string
  /** Where people find it; only in the workspace can they look. */
  sharedPath?: string
}

/** What a call came to, as a file. A disk that is full, or may not be written to, is no reason to lose the rest. */
export async function saveOutput(sandbox: Sandbox, name: string, bytes: Uint8Array): Promise<SavedOutput> {
  for (const root of [WORKSPACE_DIR, HOME_DIR]) {
    const folder = `${root}/${FOLDER}`
    const path = `${folder}/${name}`
    try {
      await sandbox.writeFile(path, bytes)
    } catch {
      continue
    }
    await tidy(sandbox, folder).catch(() => undefined)
    return { note: `[all of it is in ${path}]`, ...(root === WORKSPACE_DIR ? { sharedPath: path } : {}) }
  }
  return { note: '[all of it could not be saved]' }
}

async function tidy(sandbox: Sandbox, folder: string): Promise<void> {
  const { entries } = await sandbox.list(folder, { limit: 10 * KEPT_FILES })
  const outputs = entries.filter(({ kind }) => kind === 'file').sort((a, b) => b.modifiedAtMs - a.modifiedAtMs)
  const oldest = Date.now() - KEPT_MS
  const extra = outputs.filter(({ modifiedAtMs }, index) => index >= KEPT_FILES || modifiedAtMs < oldest)
  await Promise.all(extra.map(({ path }) => sandbox.remove(`${folder}/${path}`)))
}

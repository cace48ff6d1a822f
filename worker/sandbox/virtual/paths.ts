import { posix } from 'node:path'
import { AppError } from '#lib/errors.ts'
import { WORKSPACE_DIR } from '#lib/sandbox/spec.ts'

/** A folder of the sandbox and the host folder that holds it. */
export interface Root {
  at: string
  hostDir: string
}

/** A path in the sandbox, taken apart. `parts` is empty for the root itself. */
export interface Located {
  root: Root
  parts: string[]
  /** As the agent writes it, for messages. */
  path: string
}

/** Finds which root a path of the caller lies in, by its words alone. @throws AppError `invalid_input` outside all roots. */
export function locate(roots: Root[], path: string): Located {
  if (path === '') throw new AppError('invalid_input', 'The path is empty. Name a file or folder in /workspace.')
  if (path.includes('\0')) throw new AppError('invalid_input', 'A path cannot contain a NUL character.')
  const absolute = posix.resolve(WORKSPACE_DIR, path)
  const root = roots.find(({ at }) => absolute === at || absolute.startsWith(`${at}/`))
  if (!root) {
    const allowed = roots.map(({ at }) => at).join(', ')
    throw new AppError('invalid_input', `${JSON.stringify(path)} is outside of ${allowed}.`)
  }
  const parts = absolute
    .slice(root.at.length)
    .split('/')
    .filter((part) => part !== '')
  return { root, parts, path: absolute }
}

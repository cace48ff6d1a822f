import type { Header } from 'tar-stream'
import { AppError } from '#lib/errors.ts'

/** Uid and gid of agents in a container, so that files which arrive there belong to them. */
const AGENT_ID = 1000

/** What a workspace's archive may hold; anything else (pipes, sockets, devices) stays behind. */
export type WorkspaceEntry =
  | { kind: 'directory'; path: string; mode: number; mtime: Date }
  | { kind: 'file'; path: string; mode: number; mtime: Date; size: number }
  | { kind: 'symlink'; path: string; mtime: Date; target: string }
  /** One more name for a file that came before. */
  | { kind: 'hardlink'; path: string; mtime: Date; target: string }

/**
 * An archive's entry, checked. Null for the root itself and for kinds that stay behind.
 * @throws AppError `invalid_input` for a name that leads out of the workspace.
 */
export function readEntry(header: Header): WorkspaceEntry | null {
  const path = entryPath(header.name)
  if (path === '') return null
  const mtime = header.mtime
  const mode = header.mode & 0o777
  switch (header.type) {
    case 'directory':
      return { kind: 'directory', path, mode, mtime }
    case 'file':
    case 'contiguous-file':
      return { kind: 'file', path, mode, mtime, size: header.size }
    case 'symlink':
      return { kind: 'symlink', path, mtime, target: header.linkname }
    case 'link':
      return { kind: 'hardlink', path, mtime, target: entryPath(header.linkname) }
    default:
      return null
  }
}

/** The header that a driver's import is given for an entry. */
export function entryHeader(entry: WorkspaceEntry): Partial<Header> & { name: string } {
  const common = { name: entry.path, mtime: entry.mtime, uid: AGENT_ID, gid: AGENT_ID }
  switch (entry.kind) {
    case 'directory':
      return { ...common, type: 'directory', mode: entry.mode }
    case 'file':
      return { ...common, type: 'file', mode: entry.mode, size: entry.size }
    case 'symlink':
      return { ...common, type: 'symlink', linkname: entry.target, mode: 0o777 }
    case 'hardlink':
      return { ...common, type: 'link', linkname: entry.target }
  }
}

function entryPath(name: string): string {
  const parts = name.split('/').filter((part) => part !== '' && part !== '.')
  if (name.startsWith('/') || name.includes('\0') || parts.includes('..')) {
    throw new AppError('invalid_input', `The archive holds ${JSON.stringify(name)}, which leads out of the workspace.`)
  }
  return parts.join('/')
}

/**
 * Refuses what would be written through a symbolic link of the same archive. Ask for each entry in turn.
 * @throws AppError `invalid_input`
 */
export class LinkGuard {
  private readonly links = new Set<string>()

  check(entry: WorkspaceEntry): void {
    const touched = entry.kind === 'hardlink' ? [entry.path, entry.target] : [entry.path]
    for (const path of touched) {
      for (let end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1))
        this.refuseLink(path.slice(0, end), path)
      this.refuseLink(path, path)
    }
    if (entry.kind === 'symlink') this.links.add(entry.path)
  }

  private refuseLink(prefix: string, path: string): void {
    if (!this.links.has(prefix)) return
    throw new AppError('invalid_input', `The archive holds ${JSON.stringify(path)}, which leads through a link.`)
  }
}

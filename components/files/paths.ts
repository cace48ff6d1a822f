export const WORKSPACE_ROOT = '/workspace'

/** The last part of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** The folder that a path lies in; the workspace's own for itself. */
export function folderOf(path: string): string {
  return path === WORKSPACE_ROOT ? WORKSPACE_ROOT : path.slice(0, path.lastIndexOf('/'))
}

/** The lower-case ending of a file's name, without its dot; empty where it has none. */
export function extensionOf(path: string): string {
  const name = nameOf(path)
  const dot = name.lastIndexOf('.')
  return dot > 0 ? name.slice(dot + 1).toLowerCase() : ''
}

/** A name on one line: what would break it is shown by its symbol. */
export function shownName(name: string): string {
  return name.replaceAll('\n', '␤').replaceAll('\r', '␍').replaceAll('\t', '␉')
}

/** Why a name cannot be used, or null. */
export function nameProblem(name: string): 'empty' | 'slash' | 'reserved' | 'long' | null {
  if (name === '') return 'empty'
  if (name.includes('/') || name.includes('\0')) return 'slash'
  if (name === '.' || name === '..') return 'reserved'
  return new TextEncoder().encode(name).length > 255 ? 'long' : null
}

import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { AppError } from '#lib/errors.ts'
import type { SandboxKey } from '#lib/sandbox/spec.ts'

const uuid = z.uuid()

/** Where everything of the virtual sandboxes lies on disk: `<root>/<workspace>/{files,home/<key>,tmp/<key>,run/<key>}`, a key being an agent's id, or that and a thread's. */
export class Layout {
  readonly rootDir: string

  constructor(rootDir: string) {
    this.rootDir = rootDir
  }

  workspace(workspaceId: string): string {
    return join(this.rootDir, checkedId(workspaceId))
  }

  files(workspaceId: string): string {
    return join(this.workspace(workspaceId), 'files')
  }

  /** Targets of symbolic links that came with an import; see `archive.ts`. */
  links(workspaceId: string): string {
    return join(this.workspace(workspaceId), 'links.json')
  }

  agent(workspaceId: string, key: SandboxKey): AgentDirs {
    const below = (name: string) => join(this.workspace(workspaceId), name, keyName(key))
    return { home: below('home'), tmp: below('tmp'), run: below('run') }
  }

  /** Makes the workspace's folder, readable by the worker's user alone. */
  async ensureFiles(workspaceId: string): Promise<string> {
    await mkdir(this.workspace(workspaceId), { recursive: true, mode: 0o700 })
    const files = this.files(workspaceId)
    await mkdir(files, { recursive: true })
    return files
  }

  /** Every agent's sandbox that has a home here, in whichever workspace. */
  async agents(): Promise<{ workspaceId: string; key: SandboxKey }[]> {
    const found: { workspaceId: string; key: SandboxKey }[] = []
    for (const workspaceId of await namesIn(this.rootDir)) {
      for (const name of await namesIn(join(this.rootDir, workspaceId, 'home'))) {
        const [agentId = '', threadId] = name.split('.')
        found.push({ workspaceId, key: { agentId, ...(threadId ? { threadId } : {}) } })
      }
    }
    return found
  }
}

export interface AgentDirs {
  home: string
  tmp: string
  run: string
}

/** Tells an agent's sandboxes apart, in names of folders and of processes. */
export function keyName({ agentId, threadId }: SandboxKey): string {
  return threadId === undefined ? checkedId(agentId) : `${checkedId(agentId)}.${checkedId(threadId)}`
}

/** Names made of ids; what else lies there is not ours. */
async function namesIn(dir: string): Promise<string[]> {
  const names = await readdir(dir).catch(() => [])
  return names.filter((name) => name.split('.').every((part) => uuid.safeParse(part).success))
}

function checkedId(id: string): string {
  if (!uuid.safeParse(id).success) throw new AppError('invalid_input', `${JSON.stringify(id)} is not an id.`)
  return id
}

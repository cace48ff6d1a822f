import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { AppError } from '#lib/errors.ts'

const uuid = z.uuid()

/** Where everything of the virtual sandboxes lies on disk: `<root>/<workspace>/{files,home/<agent>,tmp/<agent>,run/<agent>}`. */
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

  agent(workspaceId: string, agentId: string): AgentDirs {
    const below = (name: string) => join(this.workspace(workspaceId), name, checkedId(agentId))
    return { home: below('home'), tmp: below('tmp'), run: below('run') }
  }

  /** Makes the workspace's folder, readable by the worker's user alone. */
  async ensureFiles(workspaceId: string): Promise<string> {
    await mkdir(this.workspace(workspaceId), { recursive: true, mode: 0o700 })
    const files = this.files(workspaceId)
    await mkdir(files, { recursive: true })
    return files
  }

  /** Every agent that has a home here, in whichever workspace. */
  async agents(): Promise<{ workspaceId: string; agentId: string }[]> {
    const found: { workspaceId: string; agentId: string }[] = []
    for (const workspaceId of await idsIn(this.rootDir)) {
      for (const agentId of await idsIn(join(this.rootDir, workspaceId, 'home'))) found.push({ workspaceId, agentId })
    }
    return found
  }
}

export interface AgentDirs {
  home: string
  tmp: string
  run: string
}

async function idsIn(dir: string): Promise<string[]> {
  const names = await readdir(dir).catch(() => [])
  return names.filter((name) => uuid.safeParse(name).success)
}

function checkedId(id: string): string {
  if (!uuid.safeParse(id).success) throw new AppError('invalid_input', `${JSON.stringify(id)} is not an id.`)
  return id
}

import { execFile } from 'node:child_process'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/**
 * The shell processes of one agent, noted on disk by pid: a worker that takes the agent over ends those of the holder
 * before, which may be hung, or gone without having taken them along.
 */
export class ProcessNotes {
  private readonly dir: string
  private readonly agentId: string

  constructor(dir: string, agentId: string) {
    this.dir = dir
    this.agentId = agentId
  }

  async add(pid: number): Promise<void> {
    await mkdir(this.dir, { recursive: true })
    await writeFile(join(this.dir, String(pid)), '')
  }

  async remove(pid: number): Promise<void> {
    await rm(join(this.dir, String(pid)), { force: true })
  }

  /** Noted processes that live. */
  async alive(): Promise<number[]> {
    const noted = (await readdir(this.dir).catch(() => []))
      .map(Number)
      .filter((pid) => Number.isSafeInteger(pid) && pid > 1)
    const living = await Promise.all(noted.map((pid) => this.isOurs(pid)))
    return noted.filter((_, index) => living[index])
  }

  async killAll(): Promise<void> {
    for (const pid of await this.alive()) {
      try {
        process.kill(pid, 'SIGKILL')
      } catch {
        // Gone between the look and the kill.
      }
    }
    await rm(this.dir, { recursive: true, force: true })
  }

  /** A pid may have been given to another program since: ours carry the agent's id on their command line. */
  private async isOurs(pid: number): Promise<boolean> {
    const commandLine =
      process.platform === 'linux'
        ? readFile(`/proc/${pid}/cmdline`, 'utf8')
        : run('ps', ['-o', 'command=', '-p', String(pid)]).then(({ stdout }) => stdout)
    return (await commandLine.catch(() => '')).includes(`"agentId":"${this.agentId}"`)
  }
}

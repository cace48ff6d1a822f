import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { parentOf, pssOf } from './processes.ts'

const run = promisify(execFile)

/** Running containers of an installation, of one agent or of all. */
export async function containersOf(installation: string, agentId?: string): Promise<string[]> {
  const labels = [`crewhouse.installation=${installation}`, ...(agentId ? [`crewhouse.agent=${agentId}`] : [])]
  const filters = labels.flatMap((label) => ['--filter', `label=${label}`])
  const { stdout } = await run('docker', ['ps', '-q', ...filters])
  return stdout.split('\n').filter(Boolean)
}

/** PSS of a container's first process and of the engine's shim above it, in bytes. */
export async function containerPssBytes(container: string): Promise<number> {
  const { stdout } = await run('docker', ['inspect', '-f', '{{.State.Pid}}', container])
  const pid = Number(stdout)
  return pssOf(pid) + pssOf(parentOf(pid))
}

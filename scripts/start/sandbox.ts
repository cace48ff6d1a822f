import { AppError } from '#lib/errors.ts'
import { ensureBaseImage } from '#scripts/docker/base-image.ts'
import { connectDocker, whyNoDocker } from '#scripts/docker/engine.ts'

export type SandboxChoice = { kind: 'docker'; image: string } | { kind: 'virtual'; why: string }

/** Which sandbox the agents get. `auto` is Docker where an engine answers and its image can be made, else virtual. */
export async function chooseSandbox(
  wish: string,
  givenImage: string | undefined,
  say: (line: string) => void,
): Promise<SandboxChoice> {
  if (wish === 'virtual') return { kind: 'virtual', why: 'CREWHOUSE_SANDBOX=virtual' }
  if (wish !== 'docker' && wish !== 'auto') {
    throw new AppError('invalid_input', `CREWHOUSE_SANDBOX is "${wish}": it can be auto, docker or virtual.`)
  }
  try {
    return { kind: 'docker', image: givenImage ?? (await prepareSandboxImage(say)) }
  } catch (error) {
    if (wish === 'docker' || !(error instanceof Error)) throw error
    return { kind: 'virtual', why: error.message }
  }
}

/** The image of the agents' containers, built where it is missing. */
export async function prepareSandboxImage(say: (line: string) => void): Promise<string> {
  const docker = connectDocker()
  const whyNot = await whyNoDocker(docker)
  if (whyNot) throw new AppError('unavailable', whyNot)
  const { ensureSandboxImage } = await import('#worker/sandbox/docker/image.ts')
  return ensureSandboxImage(docker, { baseImage: await ensureBaseImage(docker, say), onProgress: say })
}

import type Docker from 'dockerode'
import { AppError } from '#lib/errors.ts'
import type { SupervisorLink } from '../protocol/link.ts'
import { attachAndStart } from './attach.ts'
import type { ContainerPlan } from './container-config.ts'
import { asUnavailable, statusOf, unlessStatus } from './engine-errors.ts'
import { LABEL } from './names.ts'

const NOT_FOUND = 404
const CONFLICT = 409

/**
 * The planned container, running, with a link to its supervisor. One that exists is adopted when it was made to the same
 * plan; if it runs, it is another holder's, or one that lost its stream, and is restarted: that kills the commands in it.
 */
export async function openContainer(docker: Docker, plan: ContainerPlan): Promise<SupervisorLink> {
  try {
    return await attachAndStart(await createOrAdopt(docker, plan))
  } catch (error) {
    throw asUnavailable(error, 'start the sandbox')
  }
}

async function createOrAdopt(docker: Docker, plan: ContainerPlan): Promise<Docker.Container> {
  const created = await createContainer(docker, plan)
  if (created) return created
  const existing = docker.getContainer(plan.name)
  const { Config, State } = await existing.inspect()
  if (Config.Labels[LABEL.specHash] === plan.options.Labels?.[LABEL.specHash]) {
    if (State.Running) await killContainer(existing)
    return existing
  }
  await removeContainer(existing)
  const replaced = await createContainer(docker, plan)
  if (!replaced) throw new AppError('unavailable', 'Another worker is making this sandbox. Try again.')
  return replaced
}

/** Undefined when the name is taken. */
export async function createContainer(docker: Docker, plan: ContainerPlan): Promise<Docker.Container | undefined> {
  try {
    return await docker.createContainer(plan.options)
  } catch (error) {
    if (statusOf(error) === CONFLICT) return undefined
    if (statusOf(error) !== NOT_FOUND) throw error
    const advice = `The sandbox image ${plan.options.Image} is missing on the engine. Build it by starting Crewhouse again.`
    throw new AppError('unavailable', advice, { cause: error })
  }
}

/** Kills and waits until it is dead; fine when it is so already, or gone. */
export async function killContainer(container: Docker.Container): Promise<void> {
  await unlessStatus([NOT_FOUND, CONFLICT], container.kill())
}

/** Removes a container whatever its state; its volumes stay. */
export async function removeContainer(container: Docker.Container): Promise<void> {
  try {
    await unlessStatus([NOT_FOUND], container.remove({ force: true }))
  } catch (error) {
    // Somebody else's removal of it is under way.
    if (statusOf(error) !== CONFLICT) throw error
    await unlessStatus([NOT_FOUND], container.wait({ condition: 'removed' }))
  }
}

import { randomUUID } from 'node:crypto'
import Docker from 'dockerode'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Crew, createCrew, type Tenant } from '#tests/support/crew.ts'
import { sandboxImage, testDockerDriver } from '#tests/support/docker-sandbox.ts'
import { callsTools, type FakeModel, says, startFakeModel } from '#tests/support/fake-model.ts'

let crew: Crew
let model: FakeModel
let tenant: Tenant
let command = 'true'
const installation = `test-${randomUUID().slice(0, 8)}`

beforeAll(async () => {
  crew = await createCrew()
  model = await startFakeModel((request) => {
    const isAsked = request.json.messages.at(-1).role === 'user'
    return isAsked ? callsTools({ name: 'shell', args: { command } }) : says('Done.')
  })
})
beforeEach(async () => {
  tenant = await crew.createTenant(model.url)
})
afterAll(async () => {
  await crew?.close()
  await model?.close()
})

/** Runs a command as an agent of the tenant would, in the sandbox that the worker's environment names. */
async function runOn(environment: Record<string, string>, agentId: string, what: string) {
  command = what
  const worker = await crew.startWorker(environment)
  const threadId = await tenant.createThread(agentId)
  const run = await crew.run(tenant, threadId, await tenant.post(threadId, 'Go'))
  await worker.kill('SIGTERM')
  expect(run.status).toBe('succeeded')
  return run.steps[0]?.toolCalls[0]
}

test('files made in one sandbox are there in the other, and back again', async () => {
  const virtual = { CREWHOUSE_SANDBOX: 'virtual', CREWHOUSE_INSTALLATION: installation }
  const image = await sandboxImage(new Docker())
  const docker = { ...virtual, CREWHOUSE_SANDBOX: 'docker', CREWHOUSE_SANDBOX_IMAGE: image }
  const agentId = await tenant.createAgent()
  try {
    await runOn(virtual, agentId, 'mkdir notes; echo from virtual > notes/a')
    const there = await runOn(docker, agentId, 'cat notes/a; echo from docker >> notes/a; cat /etc/os-release')
    expect(there?.result?.text).toContain('from virtual')
    expect(there?.result?.text).toContain('Debian')

    // The files are in Docker now; without it they are not replaced by an empty folder.
    const engineGone = { ...virtual, CREWHOUSE_SANDBOX_IMAGE: image, DOCKER_HOST: 'tcp://127.0.0.1:9' }
    const unreachable = await runOn(engineGone, agentId, 'ls')
    expect(unreachable).toMatchObject({
      status: 'failed',
      result: { text: expect.stringContaining('files are in the docker sandbox, which cannot be reached') },
    })

    const back = await runOn({ ...virtual, CREWHOUSE_SANDBOX_IMAGE: image }, agentId, 'cat notes/a')
    expect(back?.result?.text).toContain('from virtual\nfrom docker')
  } finally {
    const driver = await testDockerDriver({ installation, image })
    await driver.removeWorkspace(tenant.workspaceId)
    await driver.close()
  }
})

test('the virtual sandbox refuses a second tenant unless a decision was made', async () => {
  await crew.createTenant(model.url)
  const environment = { CREWHOUSE_SANDBOX: 'virtual', CREWHOUSE_ALLOW_VIRTUAL_MULTI_TENANT: '' }
  const refused = await runOn(environment, await tenant.createAgent(), 'echo ran')
  expect(refused).toMatchObject({
    status: 'failed',
    result: { text: expect.stringContaining('CREWHOUSE_ALLOW_VIRTUAL_MULTI_TENANT') },
  })
})

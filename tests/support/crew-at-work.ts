import { afterAll, beforeAll } from 'vitest'
import { type Crew, createCrew, type Tenant } from './crew.ts'
import { type FakeModel, says, startFakeModel } from './fake-model.ts'

/** What a test of runs begins with: an installation with a worker, one tenant, and the model that its agents ask. */
export interface CrewAtWork {
  crew: Crew
  model: FakeModel
  tenant: Tenant
}

/** One for all tests of a file, ended after them. To be called at the file's top; `take` is given it before the first. */
export function crewAtWork(take: (started: CrewAtWork) => void, environment: Record<string, string> = {}): void {
  let started: Partial<CrewAtWork> = {}
  beforeAll(async () => {
    const crew = await createCrew()
    started = { crew }
    const model = await startFakeModel(says('Hello.'))
    started = { crew, model }
    const tenant = await crew.createTenant(model.url)
    await crew.startWorker(environment)
    take({ crew, model, tenant })
  })
  afterAll(async () => {
    await started.crew?.close()
    await started.model?.close()
  })
}

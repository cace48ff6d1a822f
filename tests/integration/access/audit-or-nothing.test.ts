import { afterAll, beforeAll, expect, test } from 'vitest'
import { updateWorkspace } from '#lib/workspaces/update-workspace.ts'
import { type Installation, installHere } from '../walls/installation.ts'
import { makeWorld, type World } from '../walls/world.ts'

let installation: Installation
let world: World
beforeAll(async () => {
  installation = await installHere()
  world = await makeWorld(installation.sql)
})
afterAll(() => installation.close())

test('a change whose audit row cannot be written is refused and undone, and the next one is not', async () => {
  const { tenantId, main } = world
  const rename = (name: string) => updateWorkspace.run(world.people.admin, { workspaceId: main.workspaceId, name })
  const before = await installation.stateOf(tenantId)
  await installation.sql.query('revoke insert on audit_events from crewhouse_app')
  await expect(rename('Unseen')).rejects.toThrow(/rolled back/)
  expect(await installation.stateOf(tenantId)).toBe(before)
  await installation.sql.query('grant insert on audit_events to crewhouse_app')
  expect(await rename('Seen')).toMatchObject({ name: 'Seen' })
})

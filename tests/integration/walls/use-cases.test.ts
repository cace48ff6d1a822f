import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { useCases } from '#app/_server/registry.ts'
import type { UseCase } from '#lib/access/define-use-case.ts'
import { atLeast, ROLES } from '#lib/access/roles.ts'
import type { Principal } from '#lib/access/scope.ts'
import { AppError } from '#lib/errors.ts'
import { projectRoot } from '#scripts/services/folders.ts'
import { fixtures } from './inputs.ts'
import { type Installation, installHere } from './installation.ts'
import { makeWorld, type Place, type World } from './world.ts'

let installation: Installation
beforeAll(async () => {
  installation = await installHere()
})
afterAll(() => installation.close())

function fixtureOf(useCase: UseCase) {
  const fixture = fixtures[useCase.id]
  if (!fixture) throw new Error(`Add an input for "${useCase.id}" to tests/integration/walls/inputs.ts.`)
  return fixture
}

function levelOf(useCase: UseCase, { tenantId, workspaceId }: Place) {
  return useCase.level === 'workspace' ? { workspaceId } : { tenantId }
}

function inputIn(useCase: UseCase, place: Place): Record<string, unknown> {
  return { ...fixtureOf(useCase).input(place), ...levelOf(useCase, place) }
}

/** The code of the refusal, or what came out. */
async function outcomeOf(
  useCase: UseCase,
  principal: Principal,
  input: unknown,
): Promise<{ code: string; said: string }> {
  try {
    return { code: 'ok', said: JSON.stringify(await useCase.run(principal, input)) }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { code: error.code, said: `${error.message} ${JSON.stringify(error.fieldErrors ?? {})}` }
  }
}

async function auditRows(tenantId: string): Promise<number> {
  const { rows } = await installation.sql.query<{ n: number }>(
    'select count(*)::int as n from audit_events where tenant_id = $1',
    [tenantId],
  )
  return rows[0]?.n ?? 0
}

/** Names of the fields that take an id, whatever is around them. */
function idFields(useCase: UseCase): string[] {
  const { shape } = useCase.inputSchema as z.ZodObject
  return Object.entries(shape)
    .filter(([, field]) => takesId(field as z.ZodType))
    .map(([name]) => name)
    .filter((name) => name !== (useCase.level === 'workspace' ? 'workspaceId' : 'tenantId'))
}

function takesId(field: z.ZodType): boolean {
  const { def } = field as unknown as { def: Record<string, unknown> }
  if (def.format === 'uuid') return true
  const inner = [def.innerType, def.element, def.in, ...((def.options as unknown[]) ?? [])]
  const shape = def.shape as Record<string, z.ZodType> | undefined
  return [...inner, ...Object.values(shape ?? {})].some((each) => each !== undefined && takesId(each as z.ZodType))
}

describe('the registry', () => {
  test('holds every use case of lib', async () => {
    const folder = join(projectRoot, 'lib')
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.startsWith('db/generated'))
      .filter((name) => /(=|return) defineUseCase\(/.test(readFileSync(join(folder, name), 'utf8')))
    const found: unknown[] = []
    for (const file of files) {
      const exported = Object.values((await import(join(folder, file))) as object)
      found.push(...exported.filter((value) => typeof value?.run === 'function' && 'inputSchema' in value))
    }
    expect(found.length).toBeGreaterThanOrEqual(files.length)
    expect(new Set(useCases)).toEqual(new Set(found))
    expect(new Set(useCases.map(({ id }) => id)).size).toBe(useCases.length)
  })

  test('and the inputs of this test name the same use cases', () => {
    expect(Object.keys(fixtures).sort()).toEqual(useCases.map(({ id }) => id).sort())
  })
})

describe.each(useCases.map((useCase) => [useCase.id, useCase] as const))('%s', (_, useCase) => {
  let world: World
  /** One for all: only the last test lets it change anything. */
  let stranger: World
  beforeAll(async () => {
    await installation.makeRoom(6)
    stranger = await makeWorld(installation.sql)
  })
  beforeEach(async () => {
    world = await makeWorld(installation.sql)
  })

  test('does its work for whoever may, and records the change', async () => {
    const fixture = fixtureOf(useCase)
    expect(useCase.role).toBe(fixture.least)
    for (const field of idFields(useCase)) expect(inputIn(useCase, world.main)).toHaveProperty(field)
    const before = await installation.stateOf(world.tenantId)
    const audited = await auditRows(world.tenantId)
    const { code, said } = await outcomeOf(useCase, world.people.owner, inputIn(useCase, world.main))
    expect({ code, said }).toEqual({ code: fixture.control ?? 'ok', said })
    const changed = (await installation.stateOf(world.tenantId)) !== before
    expect(changed).toBe(code === 'ok' && useCase.http?.method !== 'GET' && !fixture.reads)
    // Each change leaves its row in the trail, in the same transaction.
    expect((await auditRows(world.tenantId)) - audited).toBe(changed ? 1 : 0)
  })

  test('refuses everybody else, says nothing of what is there, and changes nothing', async () => {
    const lower = ROLES.filter((role) => !atLeast(role, fixtureOf(useCase).least)).map(
      (role) => [`a ${role}`, world.people[role], 'not_allowed'] as const,
    )
    const attackers: (readonly [string, Principal, string])[] = [
      ...lower,
      ['the owner of another tenant', stranger.people.owner, 'not_found'],
      ['a key of another tenant', stranger.keys.ofTenant, 'not_found'],
      ['a key of another workspace', world.keys.ofOther, 'not_found'],
      ['somebody who was removed from the tenant', world.removedMember, 'not_found'],
      ['a revoked login', world.revokedLogin, 'unauthenticated'],
      ['an expired login', world.expiredLogin, 'unauthenticated'],
      ['a revoked key', world.keys.revoked, 'unauthenticated'],
      ['an expired key', world.keys.expired, 'unauthenticated'],
      [
        'a login that never was',
        { kind: 'login', loginId: world.tenantId, userId: world.main.memberId },
        'unauthenticated',
      ],
      ['a key that never was', { kind: 'api_key', keyHash: new Uint8Array(32) }, 'unauthenticated'],
      ['nobody', { kind: 'anonymous' }, 'unauthenticated'],
    ]
    if (useCase.level === 'workspace') {
      attackers.push(['a member of another workspace of the tenant', world.colleague, 'not_found'])
    } else {
      attackers.push(['a key of one workspace alone', world.keys.ofMain, 'not_found'])
    }
    const before = await installation.stateOf(world.tenantId)
    const outcomes: Record<string, string> = {}
    for (const [who, principal] of attackers) {
      const { code, said } = await outcomeOf(useCase, principal, inputIn(useCase, world.main))
      outcomes[who] = code
      for (const secret of world.secrets) expect(said).not.toContain(secret)
    }
    expect(outcomes).toEqual(Object.fromEntries(attackers.map(([who, , code]) => [who, code])))
    expect(await installation.stateOf(world.tenantId)).toBe(before)
  })

  test('takes no ids from across a wall', async () => {
    const fixture = fixtureOf(useCase)
    const raids = [
      { who: 'another tenant', principal: stranger.people.owner, own: stranger.main },
      // May enter both, and still each call is in one of them.
      { who: 'another workspace', principal: world.people.owner, own: world.other },
    ]
    const loot = world.main
    for (const { who, principal, own } of raids) {
      const foreign = { ...fixture.input(loot), ...fixture.taken?.(loot) }
      for (const field of idFields(useCase)) {
        // Members and packages are the tenant's, so between its workspaces theirs are no foreign ids.
        const isOfTenant = ['userId', 'packageId'].includes(field) || useCase.level === 'tenant'
        if (who === 'another workspace' && isOfTenant) continue
        const before = await installation.stateOf(world.tenantId)
        const input = { ...inputIn(useCase, own), [field]: foreign[field] }
        const { code, said } = await outcomeOf(useCase, principal, input)
        expect.soft(['not_found', 'invalid_input', 'conflict', 'ok'], `${field} of ${who}: ${said}`).toContain(code)
        if (code === 'ok') {
          for (const secret of world.secrets) expect.soft(said, `${field} of ${who}`).not.toContain(secret)
        }
        if (who === 'another tenant') {
          expect.soft(await installation.stateOf(world.tenantId), `${field} of ${who}`).toBe(before)
          for (const secret of world.secrets) {
            expect.soft(await installation.tablesThatMention(stranger.tenantId, secret)).toEqual([])
          }
        }
      }
    }
  })

  test('keeps a private thread from everybody but its creator, owners included', async () => {
    const place = { ...world.main, ...world.main.private }
    const isAboutThread = JSON.stringify(Object.keys(fixtureOf(useCase).input(place))).match(/threadId|runId/)
    const before = await installation.stateOf(world.tenantId)
    const { code, said } = await outcomeOf(useCase, world.people.owner, inputIn(useCase, place))
    for (const secret of Object.values(world.main.private)) expect(said).not.toContain(secret)
    // Two make a thread, the other narrows what is one's own anyway.
    if (isAboutThread && !['threads.create', 'agents.try', 'notifications.mark-all-read'].includes(useCase.id)) {
      expect(code).toBe('not_found')
      expect(await installation.stateOf(world.tenantId)).toBe(before)
      if (!atLeast('member', useCase.role)) return
      const byCreator = await outcomeOf(useCase, world.people.member, inputIn(useCase, place))
      const { privateControl, control } = fixtureOf(useCase)
      expect(byCreator.code).toBe(privateControl ?? control ?? 'ok')
    }
  })

  test('tells a stranger in their own tenant nothing of this one', async () => {
    const { said } = await outcomeOf(useCase, stranger.people.owner, inputIn(useCase, stranger.main))
    for (const secret of [...world.secrets, world.tenantId]) expect(said).not.toContain(secret)
  })
})

import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '#scripts/services/folders.ts'

/** The source files whose text matches, by their paths. */
function filesWith(pattern: RegExp): string[] {
  return ['app', 'components', 'lib', 'scripts', 'worker']
    .flatMap((folder) => readdirSync(join(projectRoot, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs)$/.test(entry.name) && !entry.parentPath.includes('generated'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => pattern.test(readFileSync(path, 'utf8')))
    .map((path) => relative(projectRoot, path))
    .sort()
}

test('only these files pass by row-level security', () => {
  expect(filesWith(/from '.*dangerously-unscoped\.ts'/)).toEqual([
    'lib/access/operator.ts',
    'lib/mail/end-waits.ts',
    'lib/memory/background.ts',
    'lib/packages/first-party.ts',
    'lib/runs/ownership.ts',
    'lib/sandbox/setups.ts',
    'lib/secrets/rotate.ts',
    'lib/workspaces/files/expired-files.ts',
  ])
  expect(filesWith(/platformDb/)).toEqual(['lib/db/client.ts', 'lib/db/dangerously-unscoped.ts'])
  expect(filesWith(/PLATFORM_DATABASE_URL/).filter((path) => !path.startsWith('scripts/'))).toEqual([
    'lib/db/client.ts',
    'lib/env.ts',
  ])
})

test('only these files make a principal that needs no login', () => {
  expect(filesWith(/dangerouslyAsOperator\(/)).toEqual(['lib/access/operator.ts', 'scripts/admin/actor.ts'])
})

test('no request reaches what only operators may do', () => {
  const served = filesWith(/from '#lib\/tenants\/(accounts|members\/add-member)\.ts'/)
  expect(served.filter((path) => !path.startsWith('scripts/'))).toEqual([])
})

test('only lib/access makes a scope, for these few', () => {
  expect(
    filesWith(/\b(scopeOfRun|scopeOfSandbox|scopeOfNewTenant|scopeOfNewWorkspace|scopeOfInvited)\(/).filter(
      (path) => !path.startsWith('lib/access/'),
    ),
  ).toEqual([
    'lib/agents/furnish-tenant.ts',
    'lib/connections/own-token.ts',
    'lib/egress/access.ts',
    'lib/runs/model-access.ts',
    'lib/tenants/accept-invitation.ts',
    'lib/tenants/create-tenant.ts',
    'lib/tenants/invitations/join.ts',
    'lib/tenants/sign-up.ts',
    'lib/toolbox/sandbox-hosts.ts',
    'worker/engine/execute-run.ts',
    'worker/sandbox/agent-setups.ts',
  ])
})

test('only these files know the generated database client', () => {
  expect(filesWith(/from '.*\/generated\//)).toEqual(['lib/db/client.ts'])
})

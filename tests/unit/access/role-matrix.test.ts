import { expect, test } from 'vitest'
import { de } from '#app/_messages/de.ts'
import { en } from '#app/_messages/en.ts'
import { useCases } from '#app/_server/registry.ts'
import { keyScopeOf } from '#lib/access/key-scopes.ts'
import { roleMatrix } from '#lib/access/role-matrix.ts'

test('every right of the server stands in the table once, with words in both languages', () => {
  const rows = roleMatrix(useCases)
  expect(rows.flatMap(({ useCaseIds }) => useCaseIds).sort()).toEqual(useCases.map(({ id }) => id).sort())
  for (const { id, role } of useCases) {
    expect(rows.filter(({ useCaseIds }) => useCaseIds.includes(id)).map(({ least }) => least)).toEqual([role])
  }
  const wordsOf = (messages: typeof en) => messages.team.matrix.rows as Record<string, Record<string, string>>
  const missing = rows.filter(({ area, least }) => !wordsOf(en)[area]?.[least] || !wordsOf(de)[area]?.[least])
  expect(
    missing.map(({ area, least }) => `${area}.${least}`),
    'rows without words in app/_messages/{en,de}/team.json, matrix.rows',
  ).toEqual([])
})

test('a key needs "manage" for what admins do, "write" to change anything, and "read" for the rest', () => {
  for (const { id, role, http, keyScope } of useCases) {
    const expected = ['admin', 'owner'].includes(role)
      ? ['manage']
      : http && http.method !== 'GET'
        ? ['write']
        : ['read', 'write']
    expect(expected, id).toContain(keyScope)
  }
  expect(keyScopeOf({ role: 'owner', changes: false })).toBe('manage')
  const scopes = Object.fromEntries(useCases.map(({ id, keyScope }) => [id, keyScope]))
  expect(scopes).toMatchObject({ 'threads.post-message': 'write', 'files.write': 'write', 'threads.get': 'read' })
})

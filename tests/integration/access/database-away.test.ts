import { expect, test } from 'vitest'
import { handleRequest, jsonResponse } from '#app/_server/route.ts'
import { resolveScope } from '#lib/access/scope.ts'
import { closeDb } from '#lib/db/client.ts'
import { newId } from '#lib/ids.ts'

test('while PostgreSQL is away, a request is told to come again', async () => {
  // Nothing listens on port 1.
  process.env.APP_DATABASE_URL = 'postgresql://nobody:nothing@127.0.0.1:1/none'
  process.env.CREWHOUSE_SECRET = 'a secret of the tests alone, known to everyone'
  process.env.LOG_LEVEL = 'silent'
  const response = await handleRequest(new Request('http://localhost:3000/api/x'), async () =>
    jsonResponse(await resolveScope({ kind: 'login', loginId: newId(), userId: newId() }, { tenantId: newId() })),
  )
  expect(response.status).toBe(503)
  expect(response.headers.get('retry-after')).toBe('5')
  expect(await response.json()).toMatchObject({ code: 'unavailable', detail: expect.stringContaining('database') })
  await closeDb()
})

import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openApiDocument } from '#app/_server/openapi.ts'
import { type ApiDocument, generateTypes } from '#scripts/api-cli/generate-types.ts'
import { projectRoot } from '#scripts/services/folders.ts'

const file = join(projectRoot, 'scripts/api-cli/api-types.ts')

test('the client’s types are those of the API’s document', () => {
  const types = generateTypes(JSON.parse(JSON.stringify(openApiDocument())) as ApiDocument)
  const biome = join(projectRoot, 'node_modules/.bin/biome')
  const made = execFileSync(biome, ['format', '--stdin-file-path', file], { input: types, encoding: 'utf8' })
  if (process.env.UPDATE_API_TYPES) writeFileSync(file, made)
  const hint = 'The API changed: UPDATE_API_TYPES=1 npx vitest run tests/unit/scripts/api-types.test.ts'
  expect(readFileSync(file, 'utf8') === made, hint).toBe(true)
})

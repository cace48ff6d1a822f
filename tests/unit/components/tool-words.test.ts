import { expect, test } from 'vitest'
import { en } from '#app/_messages/en.ts'
import { builtInTools } from '#lib/tools/registry.ts'

test.each(Object.values(builtInTools))('people read words, not identifiers, for the tool $name', ({ name, risk }) => {
  expect(en.tools[name].title).not.toBe('')
  expect(en.tools[name].explanation).not.toBe('')
  expect(en.tools.risks[risk]).not.toBe('')
})

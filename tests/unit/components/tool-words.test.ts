import { expect, test } from 'vitest'
import { wordsOfRisk, wordsOfTool } from '#components/agents/tool-words.ts'
import { builtInTools } from '#lib/tools/registry.ts'

test.each(Object.values(builtInTools))('people read words, not identifiers, for the tool $name', ({ name, risk }) => {
  expect(wordsOfTool(name).title).not.toBe(name)
  expect(wordsOfTool(name).explanation).not.toBe('')
  expect(wordsOfRisk(risk).label).not.toBe(risk)
})

test('a tool that is not built in is called by its name', () => {
  expect(wordsOfTool('constructor').title).toBe('constructor')
})

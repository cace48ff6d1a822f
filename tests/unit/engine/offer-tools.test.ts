import { expect, test } from 'vitest'
import { z } from 'zod'
import type { ToolDefinition } from '#lib/tools/definition.ts'
import { parsePlatformPolicy } from '#lib/tools/platform-policy.ts'
import type { Toolbox } from '#lib/tools/policy.ts'
import { BUILT_IN, builtInTools, TOOL_NAMES, toolsSearch, withBuiltIn } from '#lib/tools/registry.ts'
import { toolOffer } from '#worker/engine/models/tool-schemas.ts'
import { offerTools } from '#worker/engine/offer-tools.ts'
import { searchTools } from '#worker/engine/tools/search-tools.ts'
import type { ToolContext } from '#worker/engine/tools/tool-context.ts'

const RUN = 'a run'

function tool(index: number): ToolDefinition {
  return {
    ...builtInTools.read_file,
    name: `service_${index}_do`,
    description: `${index === 7 ? 'Sends an invoice. ' : ''}${'What it does, at length. '.repeat(20)}`,
    input: z.object({ query: z.string() }),
    source: 'packages',
  }
}

function boxWith(count: number, rules: Toolbox['levels'] = []): Toolbox {
  const others = Array.from({ length: count }, (_, index) => tool(index))
  const granted = new Set([...TOOL_NAMES, ...others.map(({ name }) => name), toolsSearch.name])
  return { tools: withBuiltIn(others), granted, hasSandbox: true, levels: rules }
}

const namesOf = (tools: readonly ToolDefinition[]) => tools.map(({ name }) => name)

async function search(box: Toolbox, query: string) {
  const { deferred } = offerTools(box, { toolCalls: [] }, RUN)
  return searchTools({ query }, { deferredTools: () => deferred } as unknown as ToolContext)
}

test('few tools are all offered, without a search', () => {
  const { offered, deferred } = offerTools(boxWith(1), { toolCalls: [] }, RUN)
  expect(namesOf(offered)).toEqual([...TOOL_NAMES, 'service_0_do'])
  expect(deferred).toEqual([])
})

test('of many the built-in ones are, and a search: less than 4,000 bytes, however many there are', () => {
  const { offered, deferred } = offerTools(boxWith(200), { toolCalls: [] }, RUN)
  expect(namesOf(offered)).toEqual([...TOOL_NAMES, 'tools_search'])
  expect(deferred).toHaveLength(200)
  expect(JSON.stringify(offered.map(toolOffer)).length).toBeLessThan(4000)
})

test('what was found is offered for the rest of the run, and for no other', async () => {
  const box = boxWith(50)
  const { status, result } = await search(box, 'invoice')
  expect(status).toBe('succeeded')
  expect(result.view).toEqual({ kind: 'tools', names: ['service_7_do'] })
  const row = { run_id: RUN, name: toolsSearch.name, result } as never
  expect(namesOf(offerTools(box, { toolCalls: [row] }, RUN).offered)).toContain('service_7_do')
  expect(namesOf(offerTools(box, { toolCalls: [row] }, 'another run').offered)).not.toContain('service_7_do')
})

test('what the policy denies is neither offered nor found', async () => {
  const box = boxWith(50, [{ level: 'tenant', rules: [{ tools: 'service_*', effect: 'deny' }] }])
  expect(namesOf(offerTools(box, { toolCalls: [] }, RUN).offered)).toEqual(TOOL_NAMES)
  const narrow = boxWith(50, [{ level: 'tenant', rules: [{ tools: 'service_7_do', effect: 'deny' }] }])
  expect((await search(narrow, 'service_7_do invoice')).result.text).not.toContain('service_7_do:')
})

test('no source takes the name of a built-in tool, nor of one that is there', () => {
  const [first, second] = [tool(1), { ...tool(1), source: 'a thief' }]
  const tools = withBuiltIn([{ ...tool(2), name: 'shell' }, first, second, { ...tool(3), name: 'not a name' }])
  expect(tools.get('shell')?.source).toBe(BUILT_IN)
  expect(tools.get(first.name)?.source).toBe('packages')
  expect(tools.has('not a name')).toBe(false)
})

test('an installation’s policy that cannot be read is told, with what is wrong', () => {
  expect(parsePlatformPolicy('[{"tools": "shell", "effect": "ask"}]', 'X')).toHaveLength(1)
  expect(() => parsePlatformPolicy('{', 'CREWHOUSE_TOOL_POLICY')).toThrow(/CREWHOUSE_TOOL_POLICY is not JSON/)
  expect(() => parsePlatformPolicy('[{"tools": "shell", "effect": "no"}]', 'X')).toThrow(/effect/)
})

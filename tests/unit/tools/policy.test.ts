import { expect, test } from 'vitest'
import { sandboxSettings } from '#lib/sandbox/spec.ts'
import { decideTool } from '#lib/tools/policy.ts'
import { builtInTools, TOOL_NAMES } from '#lib/tools/registry.ts'

const tools = TOOL_NAMES

test('an agent may use the tools that were given to it, and no others', () => {
  const sandbox = sandboxSettings.parse({})
  expect(decideTool('shell', { tools, sandbox })).toEqual({ allowed: true, tool: builtInTools.shell })
  expect(decideTool('shell', { tools: ['read_file'], sandbox })).toMatchObject({ allowed: false })
  for (const name of ['no_such_tool', 'constructor', '__proto__']) {
    expect(decideTool(name, { tools: [name], sandbox })).toMatchObject({ allowed: false })
  }
})

test('without a sandbox nothing that needs one is allowed, and the refusal says why', () => {
  const sandbox = sandboxSettings.parse({ mode: 'off' })
  for (const name of TOOL_NAMES.filter((each) => builtInTools[each].runsIn === 'sandbox')) {
    expect(decideTool(name, { tools, sandbox })).toEqual({
      allowed: false,
      reason: `This agent has no sandbox, and "${name}" needs one.`,
    })
  }
})

import { expect, test } from 'vitest'
import { sandboxSettings } from '#lib/sandbox/spec.ts'

// Before the module that reads it.
process.env.CREWHOUSE_SANDBOX_MAX_MEMORY_MB = '1024'
process.env.CREWHOUSE_SANDBOX_IMAGES = 'python:3.14, team/tools:7 ,'
const { allowedImages, checkSandbox, withinMaximums } = await import('#lib/sandbox/limits.ts')

test('settings beyond the installation’s maximums are refused, field by field', () => {
  checkSandbox(sandboxSettings.parse({ memoryMb: 1024, image: 'team/tools:7' }))
  expect(() => checkSandbox(sandboxSettings.parse({ memoryMb: 1025, image: 'somebody/else:1' }))).toThrow(
    expect.objectContaining({
      code: 'invalid_input',
      fieldErrors: {
        'sandbox.memoryMb': ['At most 1024 in this installation.'],
        'sandbox.image': ['This installation does not offer this image.'],
      },
    }),
  )
})

test('what was stored before the maximums were lowered is held to them all the same', () => {
  expect(withinMaximums(sandboxSettings.parse({ memoryMb: 4096, cpus: 2 }))).toMatchObject({ memoryMb: 1024, cpus: 2 })
})

test('images are named by the operator alone', () => {
  expect(allowedImages()).toEqual(['python:3.14', 'team/tools:7'])
})

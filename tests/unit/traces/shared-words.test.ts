import { expect, test } from 'vitest'
import { sharedWords } from '#lib/traces/shared-words.ts'

test('finds what is telling in both texts, and nothing that stands everywhere', () => {
  const read = 'The invoice 20417 of müller-söhne.example lies in /workspace/in/may.pdf and is for the team.'
  expect(sharedWords(read, '{"path":"/workspace/in/may.pdf","content":"Rechnung 20417 for the team"}')).toEqual([
    'workspace/in/may.pdf',
    '20417',
  ])
  expect(sharedWords('for the team', 'for the team')).toEqual([])
})

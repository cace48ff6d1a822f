import { expect, test } from 'vitest'
import { passwordFlaw } from '#lib/tenants/password-rules.ts'

const ada = { email: 'ada.lovelace@example.com', name: 'Ada Lovelace' }

test.each([
  'nine char',
  'x'.repeat(201),
  'ada.lovelace@example.com',
  'Ada Lovelace',
  'Ada.Lovelace1815',
  'PASSWORD1234',
  'ｐａｓｓｗｏｒｄ１２３',
  '1234567890',
  'abcabcabcabc',
  '            ',
  '!!qwerty2026!!',
])('refuses "%s"', (password) => {
  expect(passwordFlaw(password, ada)).toEqual(expect.any(String))
})

test.each(['correct horse, battery', 'пароль-для-меня', 'mother of ada', 'zq81ksb7xw', '🔑🗝️🔐🔒🔓🛡️⚙️🧰'])(
  'takes "%s"',
  (password) => {
    expect(passwordFlaw(password, ada)).toBeNull()
  },
)

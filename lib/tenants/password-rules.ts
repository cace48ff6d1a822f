const MIN_LENGTH = 10
const MAX_LENGTH = 200

// The commonest passwords that are long enough to pass the length rule.
const commonPasswords = new Set(
  `1234567890 12345678910 123456789a 0123456789 0987654321 9876543210 1122334455 1234512345 1234554321 123123123123
  11223344556677889900 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx3edc 1qazxsw23edc zaq12wsxcde3 q1w2e3r4t5 q1w2e3r4t5y6 qwer1234qwer
  qwertyuiop qwertyuiop123 asdfghjkl1 asdfghjkl123 qwertyasdf qwerty12345 zxcvbnm123 qazwsxedc1 qazwsxedcrfv abcdefghij
  abcdefghijkl abc123abc123 abcd123456 a123456789 aa12345678 iloveyou123 iloveyou12 iloveyouforever sunshine123 princess123
  football123 baseball123 basketball superman123 letmein123 letmeinplease welcome123 welcome1234 whatever123 trustno1trustno1
  changeme123 changemenow administrator admin12345 admin123456 administrator1 administrator123 rootrootroot testtesttest
  test123456 test1234567 passwordpassword passw0rd123 p@ssw0rd123 p@ssword123 mypassword1 mypassword123 secretpassword
  correcthorsebatterystaple crewhouse123`.split(/\s+/),
)
// With digits and signs around them they are no better.
const commonWords = new Set([
  'password',
  'passwort',
  'passw',
  'qwerty',
  'qwertz',
  'azerty',
  'welcome',
  'letmein',
  'admin',
  'administrator',
  'iloveyou',
  'changeme',
  'crewhouse',
  'abc',
])

/** What is wrong with a new password, in words for the person; null when it will do. */
export function passwordFlaw(password: string, person: { email: string; name: string }): string | null {
  const length = [...password].length
  if (length < MIN_LENGTH) return `Use at least ${MIN_LENGTH} characters.`
  if (length > MAX_LENGTH) return `Use at most ${MAX_LENGTH} characters.`
  const folded = fold(password)
  const own = [person.email, person.email.split('@')[0] ?? '', person.name].map(fold)
  if (own.includes(folded)) return 'Do not use your name or e-mail address as the password.'
  const onlyRepeats = /^(.{1,4})\1+$/u.test(password)
  const letters = folded.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
  if (onlyRepeats || commonPasswords.has(folded) || commonWords.has(letters) || own.includes(letters)) {
    return 'This password is among the first that would be guessed. Choose another.'
  }
  return null
}

function fold(value: string): string {
  return value.normalize('NFKC').trim().toLowerCase()
}

import { expect, test } from 'vitest'
import { isNeeded } from '#scripts/services/debian-packages.ts'

test.each(['postgresql-17', 'postgresql-17-pgvector', 'redis-server', 'redis-tools', 'libc6', 'libicu76', 'zlib1g'])(
  '%s is unpacked: the servers load it',
  (name) => expect(isNeeded(name)).toBe(true),
)

test.each(['libllvm19', 'libz3-4', 'perl-base', 'libperl5.40', 'libjson-perl', 'locales', 'libc-l10n', 'adduser'])(
  '%s is not: the servers run without it',
  (name) => expect(isNeeded(name)).toBe(false),
)

const MAX_WORDS = 600

/** What a provider's error body says, in whatever shape it says it; null where there are no words for a person. */
export function providerWords(body: string): string | null {
  const text = body.trim()
  if (text === '' || text.startsWith('<')) return null
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null) return text
    const { error, message, detail } = value as Record<string, unknown>
    const inner = typeof error === 'object' && error !== null ? (error as { message?: unknown }).message : error
    return [inner, message, detail].find((each): each is string => typeof each === 'string' && each !== '') ?? text
  } catch {
    return text
  }
}

/** Without the key, whatever the provider echoes, and short enough to show. */
export function withoutSecret(words: string, secret: string | null): string {
  const clean = secret && secret.length >= 4 ? words.replaceAll(secret, '***') : words
  return clean.length > MAX_WORDS ? `${clean.slice(0, MAX_WORDS)}...` : clean
}

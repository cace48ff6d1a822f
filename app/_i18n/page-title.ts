import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

type Key = Parameters<Awaited<ReturnType<typeof getTranslations<never>>>>[0]

/** For `export const generateMetadata`: a page's title, in the person's language. */
export function pageTitle(key: Key): () => Promise<Metadata> {
  return async () => {
    const t = await getTranslations()
    return { title: t(key) }
  }
}

import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { pageTitle } from '#app/_i18n/page-title.ts'
import { requireUser } from '#app/_server/current-user.ts'
import { readReference } from '#app/_server/openapi/reference.ts'
import { Wordmark } from '#components/shell/wordmark.tsx'
import { Button } from '#components/ui/button.tsx'
import { Input } from '#components/ui/input.tsx'
import { publicUrl } from '#lib/env.ts'
import { Operation } from './_components/operation.tsx'
import { Words } from './_components/words.tsx'

export const generateMetadata = pageTitle('api.reference.title')

/** With so few of them found, each is shown at once. */
const FEW = 3

/** The public API for people: its own document, searched by the address. */
export default async function DevelopersPage({ searchParams }: PageProps<'/developers'>) {
  await requireUser()
  const { q } = await searchParams
  const query = typeof q === 'string' ? q.slice(0, 200) : ''
  const t = await getTranslations('api.reference')
  const { introduction, operations } = readReference(query)
  const tags = [...new Set(operations.map(({ tag }) => tag))]
  const { origin } = publicUrl()
  return (
    <main className="mx-auto flex max-w-4xl flex-col gap-8 px-4 py-10">
      <header className="flex flex-col gap-3">
        <Link href="/" className="w-fit rounded-md">
          <Wordmark />
        </Link>
        <h1 className="font-semibold text-2xl">{t('title')}</h1>
        {introduction.map((line) => (
          <p key={line} lang="en" className="text-muted-foreground">
            <Words text={line} />
          </p>
        ))}
        <p>
          <a href="/api/v1/openapi.json" className="underline underline-offset-4">
            {t('document')}
          </a>
        </p>
      </header>
      <search>
        <form action="/developers" className="flex gap-2">
          <Input name="q" type="search" defaultValue={query} aria-label={t('search')} placeholder={t('search')} />
          <Button type="submit">{t('find')}</Button>
        </form>
      </search>
      {tags.length === 0 && <p role="status">{t('nothing', { query })}</p>}
      {tags.map((tag) => (
        <section key={tag} lang="en" aria-label={tag} className="flex flex-col gap-3">
          <h2 className="font-semibold text-lg">{tag}</h2>
          <div className="rounded-xl border shadow-raised">
            {operations
              .filter((operation) => operation.tag === tag)
              .map((operation) => (
                <Operation key={operation.id} operation={operation} origin={origin} isOpen={operations.length <= FEW} />
              ))}
          </div>
        </section>
      ))}
    </main>
  )
}

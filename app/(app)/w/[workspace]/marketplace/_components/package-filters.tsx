import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { cn } from '#components/ui/class-names.ts'
import { Input } from '#components/ui/input.tsx'
import { PACKAGE_CATEGORIES } from '#lib/packages/schema.ts'
import { addressOf, type Filter, SORTS } from './filter.ts'

/** Search, kinds and order: a form and links, which need nothing but the address. */
export function PackageFilters({ path, filter }: { path: string; filter: Filter }) {
  const t = useTranslations('market')
  const { search, category, from, sort, installed } = filter
  const to = (change: Partial<Filter>) => addressOf(path, { ...filter, cursor: undefined, ...change })
  const isAll = !from && !installed
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-3">
        <form action={path} className="min-w-56 flex-1">
          <Input name="q" type="search" defaultValue={search} aria-label={t('search')} placeholder={t('search')} />
          {category && <input type="hidden" name="category" value={category} />}
          {from && <input type="hidden" name="from" value={from} />}
          {installed && <input type="hidden" name="installed" value="1" />}
          {sort !== 'popular' && <input type="hidden" name="sort" value={sort} />}
        </form>
        <nav aria-label={t('whose')} className="flex gap-1">
          <Choice href={to({ from: undefined, installed: undefined })} chosen={isAll}>
            {t('all')}
          </Choice>
          <Choice href={to({ from: undefined, installed: true })} chosen={installed === true}>
            {t('installed')}
          </Choice>
          <Choice href={to({ from: 'own', installed: undefined })} chosen={from === 'own'}>
            {t('own')}
          </Choice>
        </nav>
        <nav aria-label={t('order')} className="flex gap-1">
          {SORTS.map((each) => (
            <Choice key={each} href={to({ sort: each })} chosen={each === sort}>
              {t(`sorts.${each}`)}
            </Choice>
          ))}
        </nav>
      </div>
      <nav aria-label={t('categories')} className="flex flex-wrap gap-1">
        <Choice href={to({ category: undefined })} chosen={category === undefined}>
          {t('allCategories')}
        </Choice>
        {PACKAGE_CATEGORIES.map((each) => (
          <Choice key={each} href={to({ category: each })} chosen={each === category}>
            {t(`category.${each}`)}
          </Choice>
        ))}
      </nav>
    </div>
  )
}

function Choice({ href, chosen, children }: { href: string; chosen: boolean; children: ReactNode }) {
  return (
    <Link
      href={href}
      aria-current={chosen ? 'true' : undefined}
      className={cn(
        'rounded-md px-2 py-1 text-muted-foreground text-sm hover:bg-hover',
        chosen && 'bg-hover font-medium text-foreground',
      )}
    >
      {children}
    </Link>
  )
}

import { Check, Minus } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { pageTitle } from '#app/_i18n/page-title.ts'
import { useCases } from '#app/_server/registry.ts'
import { Section } from '#components/ui/section.tsx'
import { roleMatrix } from '#lib/access/role-matrix.ts'
import { atLeast, ROLES } from '#lib/access/roles.ts'
import { loadPlace } from '../../_server/workspace-data.ts'

export const generateMetadata = pageTitle('team.matrix.title')

const columns = ROLES.toReversed()

export default async function RolesPage({ params }: PageProps<'/w/[workspace]/settings/roles'>) {
  const { workspace } = await params
  const [t, { role: own }] = await Promise.all([getTranslations('team'), loadPlace(workspace)])
  const wordsOf = ({ area, least, useCaseIds }: ReturnType<typeof roleMatrix>[number]) => {
    const key = `matrix.rows.${area}.${least}` as never
    // What has no words yet is named as the API names it: the table is never short of a right.
    return t.has(key) ? t(key) : useCaseIds.join(', ')
  }
  return (
    <Section title={t('matrix.title')} description={t('matrix.description')}>
      <section
        aria-label={t('matrix.table')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways is scrolled with the keyboard, too
        tabIndex={0}
        className="overflow-x-auto rounded-xl border bg-raised shadow-raised"
      >
        <table className="w-full min-w-lg border-collapse text-left">
          <thead>
            <tr className="border-b">
              <th scope="col" className="px-4 py-2.5 font-medium text-muted-foreground">
                {t('matrix.may')}
              </th>
              {columns.map((role) => (
                <th
                  key={role}
                  scope="col"
                  className="w-24 px-2 py-2.5 text-center align-top font-medium max-sm:px-1 max-sm:text-xs"
                >
                  {t(`roles.${role}.label`)}
                  {role === own && (
                    <span className="block font-normal text-muted-foreground text-xs">{t('matrix.own')}</span>
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y">
            {roleMatrix(useCases).map((row) => (
              <tr key={`${row.area}.${row.least}`}>
                <th scope="row" className="px-4 py-2 font-normal max-sm:pr-1 max-sm:pl-3">
                  {wordsOf(row)}
                </th>
                {columns.map((role) => {
                  const may = atLeast(role, row.least)
                  const Icon = may ? Check : Minus
                  return (
                    <td key={role} className="px-2 py-2 text-center max-sm:px-1">
                      <Icon
                        aria-hidden
                        className={may ? 'mx-auto size-4' : 'mx-auto size-4 text-muted-foreground/60'}
                      />
                      <span className="sr-only">{t(may ? 'matrix.yes' : 'matrix.no')}</span>
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className="text-muted-foreground text-sm">{t('matrix.namedNote')}</p>
      <p className="text-muted-foreground text-sm">{t('matrix.keysNote')}</p>
    </Section>
  )
}

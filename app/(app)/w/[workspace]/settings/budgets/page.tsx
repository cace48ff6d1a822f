import { getTranslations } from 'next-intl/server'
import { ClientMessages } from '#app/_i18n/client-messages.tsx'
import { pageTitle } from '#app/_i18n/page-title.ts'
import { loadAllForPage, loadForPage } from '#app/_server/load-for-page.ts'
import { Section } from '#components/ui/section.tsx'
import { atLeast } from '#lib/access/roles.ts'
import { getBudgets } from '#lib/budgets/get-budgets.ts'
import { listModelPrices } from '#lib/budgets/prices.ts'
import { BudgetList } from '../../_components/budgets/budget-list.tsx'
import { PriceList } from '../../_components/budgets/price-list.tsx'
import { loadPlace } from '../../_server/workspace-data.ts'

export const generateMetadata = pageTitle('budgets.title')

export default async function BudgetsPage({ params }: PageProps<'/w/[workspace]/settings/budgets'>) {
  const { workspace: workspaceId } = await params
  const [t, { items }, { role, tenantId, tenantName }] = await Promise.all([
    getTranslations('budgets'),
    loadForPage(getBudgets, { workspaceId }),
    loadPlace(workspaceId),
  ])
  const prices = await loadAllForPage(listModelPrices, { tenantId })
  const mayChange = atLeast(role, 'admin')
  return (
    <ClientMessages namespaces={['budgets', 'chat']}>
      <div className="flex flex-col gap-10">
        <Section title={t('workspace')} description={t('workspaceDescription')}>
          <BudgetList place={{ level: 'workspace', workspaceId }} budgets={items} mayChange={mayChange} />
        </Section>
        <Section
          id="organisation"
          title={t('tenant')}
          description={t('tenantDescription', { tenant: tenantName })}
          className="border-t pt-8"
        >
          <BudgetList place={{ level: 'tenant', tenantId }} budgets={items} mayChange={mayChange} />
        </Section>
        <Section id="prices" title={t('prices')} description={t('pricesDescription')} className="border-t pt-8">
          <PriceList tenantId={tenantId} prices={prices} mayChange={mayChange} />
        </Section>
      </div>
    </ClientMessages>
  )
}

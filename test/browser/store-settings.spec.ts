import { describe, expect, it } from 'vitest';
import { managedStore } from './managed-store.js';
import { judge } from './manager-screens.js';

/** A store's settings, edited in the page by one person and by two at once. */
const managed = managedStore();

describe('the settings of a store', () => {
  it('are edited part by part, and what the server refuses is said beside the form', async () => {
    const { page, texts, press, fill, saved, complaints } = await managed.open('fr');
    await page.getByLabel(texts.say('manager_store')).selectOption(managed.running.store.id);
    await press('manager_settings');
    await page.getByRole('heading', { name: texts.say('store_basics') }).waitFor();
    await judge(page, 'store-read-fr');

    await press('store_edit_named', { part: texts.say('store_basics') });
    await fill('store_name', 'Halle du Parc');
    await fill('manager_time_zone', 'Europe/Nulle-Part');
    await press('store_save');
    await page.getByRole('alert').filter({ hasText: 'fuseau horaire' }).waitFor();
    await judge(page, 'store-basics-fr');
    await fill('manager_time_zone', 'Europe/Paris');
    await page.getByLabel(texts.say('manager_languages')).selectOption({ index: 1 });
    await press('store_save');
    await saved('store_basics');

    await press('store_edit_named', { part: texts.say('store_promises') });
    await page.getByLabel(texts.say('store_minutes'), { exact: true }).first().fill('1');
    await page.getByLabel(texts.say('store_seconds'), { exact: true }).first().fill('45');
    await page.getByLabel(texts.say('store_proof_none')).selectOption('never');
    await judge(page, 'store-promises-fr');
    await press('store_save');
    await page.getByText('1:45', { exact: true }).waitFor();

    await press('store_edit_named', { part: texts.say('manager_instructions') });
    await page.getByLabel('Anglais').fill('Behind the hall.');
    await press('store_save');
    await page.getByText('Behind the hall.').waitFor();
    const { settings } = await managed.read();
    expect(settings).toMatchObject({
      name: 'Halle du Parc',
      timeZone: 'Europe/Paris',
      languages: ['en', 'fr'],
      goalS: 105,
      proofPolicy: { none: 'never' },
      instructions: { en: 'Behind the hall.' },
    });

    await press('store_edit_named', { part: texts.say('store_messages') });
    const form = page.getByRole('form', { name: texts.say('store_messages') });
    await form.getByText(texts.say('messages_kind_order_ready')).click();
    const ready = form.getByRole('listitem').filter({ hasText: texts.say('messages_kind_order_ready') });
    await ready.getByLabel(texts.say('messages_channel_push')).uncheck();
    const sms = ready.getByLabel(texts.say('store_message_text_sms'), { exact: true }).last();
    await sms.fill('{store} : {nom}, c’est prêt');
    await ready.getByText(texts.say('store_message_unknown', { what: '{nom}' })).waitFor();
    await sms.fill('{name}, la commande {code} est disponible.');
    await ready.getByText('Camille M., la commande K7M est disponible.').waitFor();
    await judge(page, 'store-messages-fr');
    await press('store_save');
    await saved('store_messages');
    expect((await managed.read()).settings.messages).toEqual({
      kinds: {
        order_ready: {
          channels: { push: false },
          texts: { fr: { sms: '{name}, la commande {code} est disponible.' } },
        },
      },
    });
    expect(complaints).toEqual([]);
  }, 120_000);

  it('changed by another editor meanwhile are shown beside one’s own, and each is taken or kept', async () => {
    const { page, texts, press, fill, saved, complaints } = await managed.open('en');
    await page.getByLabel(texts.say('manager_store')).selectOption(managed.running.store.id);
    await press('manager_settings');
    await press('store_edit_named', { part: texts.say('store_basics') });
    await fill('store_name', 'Mine');
    await fill('manager_address', '1 rue Mine, Lyon');

    const { settings } = await managed.read();
    const theirs = { ...settings, name: 'Theirs', address: '2 rue Theirs, Lyon', goalS: 77 };
    await (await managed.running.manager()).send('PUT', `/v1/stores/${managed.running.store.id}`, theirs);

    await press('store_save');
    await page.getByText(texts.say('store_conflict_choose')).waitFor();
    const choose = (field: string, side: 'theirs' | 'mine') =>
      page
        .getByRole('group', { name: texts.say(field), exact: true })
        .getByRole('radio', { name: new RegExp(`^${texts.say(`store_conflict_${side}`)}`) })
        .check();
    await judge(page, 'store-conflict-en');
    // Until each is chosen, nothing is sent.
    await choose('store_name', 'mine');
    await press('store_save');
    expect((await managed.read()).settings.name).toBe('Theirs');
    await choose('manager_address', 'theirs');
    await press('store_save');
    await saved('store_basics');
    expect((await managed.read()).settings).toEqual({ ...theirs, name: 'Mine' });
    // Who changed what is told, with the values before and after.
    const shown = texts.say('store_audit_show');
    await press('store_of', { what: shown, of: texts.say('store_audit_heading') });
    const rows = page.getByRole('listitem').filter({ hasText: texts.say('store_audit_store_changed') });
    await rows.first().getByRole('insertion').filter({ hasText: 'Mine' }).waitFor();
    await rows.nth(1).getByRole('insertion').filter({ hasText: '1:17' }).waitFor();
    await judge(page, 'store-audit-en');

    // While the chain's changes are read nobody takes the store's for them.
    let letAnswer!: () => void;
    const mayAnswer = new Promise<void>((resolve) => (letAnswer = resolve));
    await page.route('**/v1/audit', async (route) => {
      await mayAnswer;
      await route.continue();
    });
    const ofChain = page.getByLabel(texts.say('store_audit_all'));
    const asked = page.waitForRequest('**/v1/audit');
    await ofChain.check();
    await asked;
    expect(await rows.count()).toBe(0);
    letAnswer();
    await rows.first().getByText(managed.running.store.id).waitFor();
    await ofChain.uncheck();
    await rows.first().waitFor();
    await rows.getByText(managed.running.store.id).first().waitFor({ state: 'detached' });

    // The newest change is undone; the one before it cannot be any more, because both changed the name.
    const undo = (index: number) =>
      rows
        .nth(index)
        .getByRole('button', { name: /^Undo this change: put / })
        .click();
    const confirm = () => page.getByRole('button', { name: texts.say('manager_yes_sure') }).click();
    await undo(0);
    await confirm();
    await page.getByText(texts.say('store_audit_undone')).waitFor();
    await page.getByText(texts.say('store_audit_undoes')).first().waitFor();
    expect((await managed.read()).settings).toEqual(theirs);
    await (
      await managed.running.manager()
    ).send('PUT', `/v1/stores/${managed.running.store.id}`, { ...theirs, goalS: 78 });
    await undo(1);
    await confirm();
    await page
      .getByRole('alert')
      .filter({ hasText: texts.say('store_audit_undo_since', { fields: texts.say('manager_goal') }) })
      .waitFor();
    expect((await managed.read()).settings.goalS).toBe(78);
    expect(complaints).toEqual([]);
  }, 120_000);
});

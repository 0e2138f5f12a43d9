#!/usr/bin/env node
/**
 * Writes docs/services.md from the definitions of the services and the transition tables of the domain.
 *
 *   npm run services
 */
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { ORDER_TRANSITIONS } from '@curbline/domain/order';
import { USUAL_SERVICES } from '@curbline/domain/offered-services';
import { SERVICES } from '@curbline/domain/service';
import { SHORTAGE_TRANSITIONS } from '@curbline/domain/shortage';
import { SUBSTITUTE_TRANSITIONS, TRIP_TRANSITIONS } from '@curbline/domain/trip';
import prettier from 'prettier';

const row = (...cells) => `| ${cells.join(' | ')} |`;
const table = (head, rows) => [row(...head), row(...head.map(() => '---')), ...rows].join('\n');
const words = (name) => name.replaceAll('_', ' ');

function servicesTable() {
  const rows = Object.entries(SERVICES).flatMap(([service, { legs, asks }]) =>
    legs.map(({ mover, travel, place, isBrought, endsWith, clock }, index) =>
      row(
        `\`${service}\``,
        `${index + 1} of ${legs.length}`,
        `the ${mover}, ${words(travel)}`,
        place === null ? '–' : words(place),
        isBrought ? 'brought there' : 'collected',
        index > 0 || asks.length === 0 ? '–' : asks.map(words).join(', '),
        words(endsWith),
        words(clock ?? 'until_handed_over'),
      ),
    ),
  );
  return table(
    [
      ...['service', 'meeting', 'who moves', 'where', 'the order is', 'the page asks for', 'ends with'],
      'staff are waited for',
    ],
    rows,
  );
}

/** One line for each command: from which states it leads where. */
function transitionsTable(transitions) {
  const commands = [...new Set(transitions.map(({ command }) => command))];
  const rows = commands.map((command) => {
    const moves = transitions.filter((transition) => transition.command === command);
    const targets = [...new Set(moves.map(({ from, to }) => (from === to ? 'stays' : to)))];
    const ways = targets.map((target) => {
      const from = moves.filter(({ from, to }) => (from === to ? 'stays' : to) === target);
      const states = from.map((move) => `\`${move.from}\``).join(', ');
      return target === 'stays' ? `stays in ${states}` : `${states} → \`${target}\``;
    });
    return row(words(command), ways.join('<br>'));
  });
  return table(['command', 'leads'], rows);
}

/** @returns {Promise<string>} the page as it should stand in docs/services.md */
export async function servicesPage() {
  const text = `<!-- Written by \`npm run services\` from libs/domain; changes belong there. -->

# Services

A service says what is done for a customer and who moves. A shop names it with the order (\`service\` of \`POST /v1/orders\`; \`pickupType\`, its former name, is understood as well); without one an order is of the first service in this table that the store offers. Everything that treats one service otherwise than another reads its definition in \`libs/domain/src/service\`, so a new one is a definition, its texts and its tests ([how](how-to.md)).

${servicesTable()}

## What a store offers

A manager switches services on and off on the store's page; the API takes them as \`services\` of a store's settings, a [file of stores](import.md) as a column. A store that never said so offers ${USUAL_SERVICES.map((service) => `\`${service}\``).join(', ')}. An order of any other service is refused with \`service-not-offered\`, which says what the store offers, and nothing of it is written. Orders from a [connected shop](shops.md) name no service: each is of the first that its store offers, so none is held for it. Switching a service off is for new orders alone: those that are there keep their service, and their customers are served.

## On foot

A store has counters beside its bays: people on foot choose one on their page, or scan its sign, and are called there by the number of their order. Their page shows no car, no bay and nothing about parking, and messages say that the order waits instead of coming out. A manager sets the counters on the store's page; the API takes them as \`counters\` of a store's settings. A label is that of one place only, bay or counter, so that _HERE C2_ by text message, a sign and a tap all mean the same.

A pickup point without a store around it is a store of its own: a counter, and premises of the size of the pavement before it.

## Lockers

A store has banks of lockers, which are places like bays, with a label, a sign and, outside, a position; each has compartments, small, large or cold. The API takes them as \`lockers\` of a store's settings. An order of the service \`locker\` that is made ready is put into the free compartment that fits it best: what is cold into a cold one, what is heavy into none that is small. Staff may choose another, or none: then the order waits at the counter. Where none is free, and for an order with an ID check, \`ready\` is refused and says so. Of one compartment the database keeps one row, so two orders never share one.

The code that opens it is the customer's pickup code. The server sends it to no page before something says that the customer is there: a position, the scanned sign, or their own tap unless their phone was just seen far away. Staff can read it out.

Nobody waits for staff at a locker. Whoever comes to an order that lies in its compartment is in no figure of waits and rings on no board; whoever comes before has waited until it was put there.

_Opened_ ends the order, with \`opened\` as its proof. A shop that owns the lockers is told \`locker.assigned\` by webhook and reports with \`POST /v1/orders/{orderId}/locker-opened\`, which names the compartment; of lockers that report nothing, the customer says so on the page. The report of another compartment is refused (\`wrong-compartment\`), and the order's card tells staff which one was opened.

What is not taken out goes back to the shelf after \`lockerHoldHours\` (24). The customer is told two hours before, and has these two hours in any case; who has set off is waited for. The card stays with staff until they have emptied the compartment, and until then nothing else goes into it.

## Changes on the way

A customer who parked and now comes in on foot needs no new order: they tap _Something changed?_ on their page, or ask staff, who have _Change the pickup_ on the card; a shop sends \`PUT /v1/orders/{orderId}/service\`. All orders of the trip that are still to be handed over change together, since one person comes one way. The journey, the arrival, the wait and the place in line stay as they are; a bay or counter that means nothing any more is given up; page, card and messages speak of the new service from then on, the card says what it was before, and the log who wanted it (\`service_changed\`, [webhook](webhooks.md) \`order.service_changed\`). After the hand-over it is refused (\`service-fixed\`), and so is what the store does not offer (\`service-not-offered\`). Customers are offered what the store said that it offers, or, where it never said so, what it has bays and counters for. Nothing is changed into a service at whose place something is kept for one customer, such as a locker. From one it is changed like any other: by its customer until the order lies in its compartment, after that by staff or the shop, and the compartment is free at once.

**Late.** From three hours before the end of the window, or of the time that they named, the page asks _Running late?_: ten or twenty minutes more, or a time of one's own, by one tap, by text message (_LATE 20_), or by \`PUT /v1/trips/{tripId}/late\`. Nothing of it needs a position, and whoever shares one is not asked. The card says the new time and when it was said, the shop hears \`trip.delayed\`, and the order is not given up before that time and the usual four hours after it. It is no sign of coming: short notice is judged as before. A time further away than four hours after the window is refused (\`late-too-far\`).

**Another person.** The customer names a substitute by a first name and passes on a link, by the phone's own ways or copied; it is shown once, and only its hash is kept. The link opens a page with a code of its own. The substitute says _on my way_, shares a position or not, names bay and vehicle, changes the service, is late, is there and opens the compartment as the customer would; whom else to let collect, the rating, missing goods, messages and the customer's contact are not theirs (\`customer-only\`). A hand-over by their code is recorded as theirs. A compartment opens with one code alone: the substitute's page has it once they are there. Customer and staff revoke them at once: link, page, code and position end, and the log says who allowed it and who ended it (\`substitute_named\`, \`substitute_revoked\`). One at a time. Of two phones one shares its position: whoever said so last, and the other page stops ([why](adr/0053-a-substitute-is-a-second-page-of-one-trip.md)).

## The machines

All services use the same two machines; what is missing in an order has one of its own. The tables below are data in the domain: they decide in the services, become the constraints of the database, and drive the tests over every state and command.

### The work: an order

${transitionsTable(ORDER_TRANSITIONS)}

### The journey: a trip

${transitionsTable(TRIP_TRANSITIONS)}

### Missing goods: a line of an order

A question of its own beside the order ([how](missing-goods.md)); the first _ask_ begins it.

${transitionsTable(SHORTAGE_TRANSITIONS)}

### A substitute: another person who collects

${transitionsTable(SUBSTITUTE_TRANSITIONS)}
`;
  return prettier.format(text, { parser: 'markdown' });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  writeFileSync(new URL('../docs/services.md', import.meta.url), await servicesPage());
  console.log('docs/services.md is written.');
}

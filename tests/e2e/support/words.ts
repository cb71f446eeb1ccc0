// The words and addresses of each language that the tests look for, written down here so that a change of them is noticed.

export const STEPS = ["reason", "whom", "where", "when", "needs", "reply", "note", "summary"] as const;
export type Step = (typeof STEPS)[number];

export interface Words {
  id: string;
  home: string;
  steps: Record<Step, string>;
  receipt: string;
  status: string;
  finder: string;
  search: string;
  assess: string;
  gallery: string;
  missing: string;
  titles: Record<Step, string>;
  sent: string;
  noReceipt: string;
  notFound: string;
  yourRequest: string;
  finderTitle: string;
  searchTitle: string;
  assessTitle: string;
  galleryTitle: string;
}

export const ITALIAN: Words = {
  id: "it",
  home: "/",
  steps: {
    reason: "/appuntamento/",
    whom: "/appuntamento/per-chi/",
    where: "/appuntamento/dove/",
    when: "/appuntamento/quando/",
    needs: "/appuntamento/esigenze/",
    reply: "/appuntamento/risposta/",
    note: "/appuntamento/nota/",
    summary: "/appuntamento/riepilogo/",
  },
  receipt: "/appuntamento/ricevuta/",
  status: "/richiesta/",
  finder: "/trova-il-tuo-polo/",
  search: "/cerca/",
  assess: "/orientarsi/domande/",
  gallery: "/galleria/",
  missing: "/non-esiste/",
  titles: {
    reason: "Di che cosa vuoi parlare?",
    whom: "Per chi chiedi?",
    where: "Quale Polo, e come vuoi parlare?",
    when: "Quando ti va bene?",
    needs: "Di che cosa hai bisogno per parlare bene con noi?",
    reply: "Come ti rispondiamo?",
    note: "Vuoi aggiungere qualcosa?",
    summary: "Rileggi e invia",
  },
  sent: "Richiesta inviata",
  noReceipt: "Qui non c'è una ricevuta",
  notFound: "Questa pagina non c'è",
  yourRequest: "La tua richiesta",
  finderTitle: "Trova il tuo Polo",
  searchTitle: "Cerca",
  assessTitle: "Domande per orientarti",
  galleryTitle: "Galleria dei componenti",
};

export const ENGLISH: Words = {
  id: "en",
  home: "/en/",
  steps: {
    reason: "/en/appointment/",
    whom: "/en/appointment/for-whom/",
    where: "/en/appointment/where/",
    when: "/en/appointment/when/",
    needs: "/en/appointment/needs/",
    reply: "/en/appointment/answer/",
    note: "/en/appointment/note/",
    summary: "/en/appointment/summary/",
  },
  receipt: "/en/appointment/receipt/",
  status: "/en/request/",
  finder: "/en/find-your-polo/",
  search: "/en/search/",
  assess: "/en/what-can-i-ask/questions/",
  gallery: "/en/gallery/",
  missing: "/en/does-not-exist/",
  titles: {
    reason: "What would you like to talk about?",
    whom: "Who are you asking for?",
    where: "Which Polo, and how would you like to talk?",
    when: "When suits you?",
    needs: "What do you need to talk with us at ease?",
    reply: "How do we answer you?",
    note: "Would you like to add something?",
    summary: "Read again and send",
  },
  sent: "Request sent",
  noReceipt: "There is no receipt here",
  notFound: "This page is not here",
  yourRequest: "Your request",
  finderTitle: "Find your Polo",
  searchTitle: "Search",
  assessTitle: "Questions to find your way",
  galleryTitle: "Component gallery",
};

export const LANGUAGES = [ITALIAN, ENGLISH];

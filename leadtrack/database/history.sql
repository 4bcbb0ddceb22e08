-- Run after every migration (leadtrack.database.roles), as the owner: what keeps history as it was written.

-- Who did something is written with the first row that they wrote. Later in the same transaction more may be added; after that it
-- stays, whatever a client of the database calls itself.
CREATE OR REPLACE FUNCTION keep_history_context() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF OLD.created_at = now() THEN
        RETURN NEW;
    END IF;
    RETURN NULL;
END
$$;

CREATE OR REPLACE TRIGGER keep_history_context BEFORE UPDATE ON pghistory_context
    FOR EACH ROW EXECUTE FUNCTION keep_history_context();

-- The one way in which the application's role takes something out of history. What is nothing but the person goes; rows that reports
-- count lose what was written about them. People merged into one of them are the same people. Returns how many rows; leads_erasure
-- has them by table.
CREATE OR REPLACE FUNCTION erase_history_of_people(contacts bigint[], actor bigint, reason text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    people bigint[];
    leads uuid[];
    deals uuid[];
    sales uuid[];
    addresses text[];
    step record;
    changed bigint;
    total bigint := 0;
    counts jsonb := '{}';
BEGIN
    WITH RECURSIVE same (id) AS (
        SELECT unnest(contacts)
        UNION
        SELECT c.id FROM same JOIN (
            SELECT id, merged_into_id FROM leads_contact WHERE merged_into_id IS NOT NULL
            UNION ALL
            SELECT pgh_obj_id, merged_into_id FROM leads_contactevent WHERE pgh_label = 'delete' AND merged_into_id IS NOT NULL
        ) c ON c.merged_into_id = same.id
    )
    SELECT coalesce(array_agg(id), '{}') INTO people FROM same;

    SELECT coalesce(array_agg(id), '{}') INTO leads FROM (
        SELECT id FROM leads_lead WHERE contact_id = ANY(people)
        UNION SELECT pgh_obj_id FROM leads_leadevent WHERE contact_id = ANY(people)
    ) l;

    SELECT coalesce(array_agg(id), '{}') INTO deals FROM (
        SELECT id FROM sales_opportunity WHERE lead_id = ANY(leads)
        UNION SELECT pgh_obj_id FROM sales_opportunityevent WHERE lead_id = ANY(leads)
    ) o;

    SELECT coalesce(array_agg(id), '{}') INTO sales FROM (
        SELECT id FROM sales_sale WHERE contact_id = ANY(people) OR opportunity_id = ANY(deals)
        UNION SELECT pgh_obj_id FROM sales_saleevent WHERE contact_id = ANY(people) OR opportunity_id = ANY(deals)
    ) s;

    -- An address that somebody else has as well stays theirs.
    SELECT coalesce(array_agg(key), '{}') INTO addresses FROM (
        SELECT key FROM leads_contactemail WHERE contact_id = ANY(people)
        UNION SELECT key FROM leads_contactemailevent WHERE contact_id = ANY(people)
        UNION SELECT address FROM leads_messageevent WHERE contact_id = ANY(people) OR lead_id = ANY(leads)
    ) a WHERE NOT EXISTS (SELECT FROM leads_contactemail e WHERE e.key = a.key AND e.contact_id <> ALL(people));

    FOR step IN SELECT * FROM (VALUES
        ('leads_contactevent', 'DELETE FROM leads_contactevent WHERE pgh_obj_id = ANY($1)'),
        ('leads_contactphoneevent', 'DELETE FROM leads_contactphoneevent WHERE contact_id = ANY($1)'),
        ('leads_contactemailevent', 'DELETE FROM leads_contactemailevent WHERE contact_id = ANY($1)'),
        ('leads_messageevent', 'DELETE FROM leads_messageevent WHERE contact_id = ANY($1) OR lead_id = ANY($2)'),
        ('sales_notnowevent', 'DELETE FROM sales_notnowevent WHERE contact_id = ANY($1)'),
        ('leads_mailaddressevent', 'DELETE FROM leads_mailaddressevent WHERE key = ANY($5)'),
        ('leads_leadevent', $step$UPDATE leads_leadevent SET interest = '', notes = '', external_id = NULL
            WHERE pgh_obj_id = ANY($2) AND (interest, notes, coalesce(external_id, '')) <> ('', '', '')$step$),
        ('leads_leadchangeevent', $step$UPDATE leads_leadchangeevent SET note = '', before = '{}', after = '{}'
            WHERE lead_id = ANY($2) AND (note, before, after) <> ('', '{}', '{}')$step$),
        ('leads_activityevent', $step$UPDATE leads_activityevent SET text = '' WHERE lead_id = ANY($2) AND text <> ''$step$),
        ('leads_touchevent', $step$UPDATE leads_touchevent SET text = '' WHERE lead_id = ANY($2) AND text <> ''$step$),
        ('leads_handoffevent', $step$UPDATE leads_handoffevent SET note = '', return_note = ''
            WHERE lead_id = ANY($2) AND (note, return_note) <> ('', '')$step$),
        ('sales_stagechangeevent', $step$UPDATE sales_stagechangeevent SET note = ''
            WHERE opportunity_id = ANY($3) AND note <> ''$step$),
        ('sales_saleevent', $step$UPDATE sales_saleevent SET what = '', invoice = '', reversed_for = ''
            WHERE pgh_obj_id = ANY($4) AND (what, invoice, reversed_for) <> ('', '', '')$step$),
        ('sales_refundevent', $step$UPDATE sales_refundevent SET reason = '' WHERE sale_id = ANY($4) AND reason <> ''$step$)
    ) AS steps (name, statement) LOOP
        EXECUTE step.statement USING people, leads, deals, sales, addresses;
        GET DIAGNOSTICS changed = ROW_COUNT;
        total := total + changed;
        counts := counts || jsonb_build_object(step.name, changed);
    END LOOP;

    INSERT INTO leads_erasure (contacts, by_id, reason, role, at, rows)
        VALUES (erase_history_of_people.contacts, actor, erase_history_of_people.reason, session_user, now(), counts);
    RETURN total;
END
$$;

/**
 * The race: telemetry of a field of stock cars on a 1.5-mile oval, made up from a seed.
 *
 * <p>Three tables: {@code engine_telemetry} (14 columns with the time), {@code chassis_telemetry}
 * (11) and {@code tire_telemetry} (12). Driver, team and manufacturer are tags; {@code car_number}
 * is an integer field, first of the fields, since dashboards compare it with a number. Ranges, in a
 * turn / on a straight:
 *
 * <pre>
 * rpm 7000–8499 / 8500–9499      throttle_position 70–90 / 90–100 (1 decimal)
 * engine_temp 190–219            speed_mph 160–180 / 185–200 (1)
 * oil_pressure 40–64             oil_temp 240–279
 * fuel_level 2–18 (2)            gear 3–4 / 4
 * lateral_g 2–3.5 / ±0.2 (2)     longitudinal_g −0.5–0.2 / 0.5–1.2 (2)    vertical_g 0.8–1.2 (2)
 * brake_pressure_psi 500–1499/0  steering_angle_deg ±(15–25) / ±2 (1)
 * ride_height_front_in 3–3.5 (2) ride_height_rear_in 4–4.5 (2)
 * pressures 30–35 + 2·wear (1)   temperatures 180 + ⌊40·wear⌋, equal on all four; wear = (lap mod 50)/50
 * </pre>
 *
 * <p>The same seed gives the same rows in the same order. Out come row sets; nothing here knows of
 * formats, clocks or connections.
 */
@NullMarked
package io.pitwall.client.race;

import org.jspecify.annotations.NullMarked;

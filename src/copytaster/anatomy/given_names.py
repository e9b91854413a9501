"""Given names of the world's news, written from general knowledge: a first word of these opens a person's name.

They count only where another capitalised word follows, so the few that are also places or words
(Jordan, Virginia, June) do no harm alone.
"""

from __future__ import annotations

_TABLE = """
Aaron Abbas Abby Abdel Abdul Abdulaziz Abdullah Abel Abhishek Abigail Abraham Ada Adam Adel Adnan Adriaan Adrian
Adriana Agnes Agnieszka Ahmad Ahmed Ahmet Ai Aidan Aisha Ajay Akbar Akira Akshay Alan Alastair Albert Alberto Alec
Alejandra Alejandro Aleksandar Aleksander Aleksandr Aleksei Alessandra Alessandro Alex Alexander Alexandra Alexandre
Alexei Alexey Alexis Alfonso Alfred Alfredo Ali Alice Alicia Alina Alison Alistair Allan Allen Allison Alonzo Alvaro
Alyssa Amanda Amber Amelia Amina Amir Amit Amitabh Amy Ana Anand Anastasia Anatoly Anders Andre Andrea Andreas Andrei
Andres Andrew Andrey Andrii Andriy Andrzej Andy Angel Angela Angelina Angelo Angus Anil Anita Anjali Ann Anna Anne
Annette Annie Anthony Antoine Anton Antonella Antonia Antonio Antony Anwar Ariel Arjun Arkady Armando Arnaud Arnold
Arthur Arturo Arun Arvind Asad Asha Ashish Ashley Ashok Ashraf Asif Aslam Astrid Atul Aubrey Audrey Augusto Aung Ava
Ayesha Aziz Babak Bader Baldev Barack Barbara Barney Barry Bart Bashar Bashir Beata Beatrice Beatriz Beau Becky Bella
Ben Benedict Benjamin Benny Bernard Bernardo Bernd Bernie Bert Beth Betsy Betty Beverly Bhupinder Bianca Bilal Bill
Billy Bjorn Blaine Blake Bob Bobby Bogdan Bonnie Boris Brad Bradley Brandon Brenda Brendan Brent Brett Brian Brigitte
Britney Bronwyn Brooke Bruce Bruno Bryan Bryce Burak Byron Caitlin Caleb Calvin Cameron Camila Camilla Camille Candace
Candice Carl Carla Carlo Carlos Carly Carmen Carol Carolina Caroline Carolyn Carrie Carsten Casey Caspar Cassandra
Catalina Catherine Cathy Cecilia Cedric Celia Celine Cesar Chad Chandra Chandrababu Charlene Charles Charlie Charlotte
Chelsea Cheng Cherie Cheryl Chester Chiara Chinedu Chloe Chris Christian Christiane Christina Christine Christophe
Christopher Chuck Cindy Ciro Claire Clara Clare Clarence Claude Claudia Claudio Claus Clayton Clement Cliff Clifford
Clint Clive Cody Colin Colleen Connie Connor Conor Constantin Corey Cornelia Cory Courtney Craig Cristiano Cristina
Curtis Cyril Cyrus Daisy Dale Damian Damien Damon Dan Dana Daniel Daniela Daniele Danielle Danny Daphne Darren Darryl
Daryl Dave David Davide Dawn Dean Debbie Deborah Deepak Deepika Delia Delphine Denis Denise Dennis Denzel Derek
Derrick Desmond Devendra Devin Dharmendra Diana Diane Dick Didier Diego Dieter Dietmar Dilip Dilma Dimitri Dimitris
Dina Dinesh Dirk Djamel Dmitri Dmitriy Dmitry Dmytro Dolores Dominic Dominik Dominique Don Donald Donna Dora Doris
Dorothy Doug Douglas Drew Duncan Dustin Dwayne Dwight Dylan Eamon Earl Ebrahim Ed Eddie Edgar Edith Edmund Edouard
Eduardo Edward Edwin Eileen Ekaterina Ekrem Elaine Eleanor Elena Eli Elias Elijah Elisa Elisabeth Elise Elizabeth Ella
Ellen Elliot Elliott Elon Elsa Elvira Emil Emilia Emilie Emilio Emily Emma Emmanuel Emmanuelle Enda Enrico Enrique
Enzo Eric Erica Erich Erik Erika Erin Erna Ernest Ernesto Ernst Erwin Esteban Esther Ethan Eugene Eunice Eva Evan
Evelyn Evgeny Evo Eyal Fabian Fabio Fabrice Fahad Faisal Farah Farhad Farid Farooq Fatima Fatou Federica Federico
Felicia Felicity Felipe Felix Ferdinand Fernanda Fernando Fidel Finn Fiona Flavio Florian Floyd Fran Frances Francesca
Francesco Francine Francis Francisco Franck Francois Frank Franz François Françoise Fred Freddie Frederic Frederick
Frederik Fredrik Frida Friedrich Fritz Fumio Gabriel Gabriela Gabriella Gabrielle Gareth Garry Gary Gavin Gayle Geert
Gemma Gene Geoff Geoffrey George Georges Georgia Georgina Gerald Geraldine Gerard Gerardo Gerhard Gerry Gertrude
Ghulam Gianluca Gianni Gideon Gilbert Gilles Gillian Gina Giorgia Giorgio Giovanni Girish Gisele Giulia Giuseppe
Gladys Glen Glenn Gloria Gonzalo Gopal Gordon Grace Graeme Graham Grant Greg Gregg Gregor Gregory Greta Gretchen
Grigory Guido Guillaume Guillermo Gulbuddin Gunnar Gunter Gus Gustav Gustavo Guy Gwen Hakan Hamid Hamza Hank Hanna
Hannah Hans Haris Harold Harriet Harris Harry Harsh Harvey Hasan Hashim Hassan Hatice Hazel Heather Hector Heidi Heiko
Heinrich Heinz Helen Helena Helene Helga Helmut Hemant Henri Henrik Henry Herbert Herman Hermann Hilary Hillary
Hiroshi Holly Horst Howard Hubert Hugh Hugo Humberto Hussain Hussein Ian Ibrahim Ida Ignacio Igor Ilan Ilham Ilhan
Ilya Imran Ina Indira Ines Inga Ingrid Inna Ioannis Irene Irina Iris Irma Isaac Isabel Isabella Isabelle Ismail Israel
Itamar Ivan Ivana Ivanka Ivo Ivor Jaafar Jack Jackie Jacob Jacqueline Jacques Jagdish Jaime Jair Jake Jakob Jalal
Jamal Jamala James Jamie Jan Jane Janet Janice Jared Jasmine Jason Jasper Javad Javed Javier Jay Jayalalithaa Jean
Jeanette Jeanne Jeb Jeff Jefferson Jeffrey Jen Jenna Jennifer Jenny Jens Jeremiah Jeremy Jerome Jerry Jesse Jessica
Jessie Jesus Jill Jim Jimmy Jin Jitendra Jo Joachim Joan Joanna Joanne Joao Jochen Jodie Joe Joel Johan Johann Johanna
Johannes John Johnny Jon Jonas Jonathan Joni Jordan Jorge Jose Josef Josefina Josep Joseph Josephine Josh Joshua José
Joy Joyce João Juan Juanita Judith Judy Jules Julia Julian Juliana Julie Julien Juliet Julio Julius Jun June Junior
Jurgen Justin Justine Jyoti Jürgen Kailash Kamal Kamala Kamil Kanye Karan Kareem Karel Karen Karin Karina Karl Karla
Karolina Kasia Kate Katerina Katharine Katherine Kathleen Kathryn Kathy Katie Katja Katrina Kay Kayla Kazuo Keir Keith
Kelly Kelvin Ken Kendra Kendrick Kenneth Kenny Kent Kerry Kevin Khaled Khalid Khalil Kieran Kim Kimberly Kiran Kirill
Kirsten Kirstjen Kirsty Klaus Knut Kofi Konrad Konstantin Kostas Kris Krishna Kristen Kristian Kristin Kristina
Kristine Kumar Kurt Kwame Kyle Kylie Kyrylo Lakshmi Lalit Lana Lance Lara Larry Lars Laura Lauren Laurence Laurent
Laurie Lawrence Lea Leah Leandro Lech Lee Leif Leila Len Lena Leo Leon Leonard Leonardo Leonid Leonie Leroy Leslie
Lester Levi Lewis Liam Lidia Lien Lila Lilian Lillian Lily Linda Lindsay Lindsey Lionel Lisa Liz Liza Lloyd Logan Lois
Lola Lorenzo Loretta Lori Lou Louis Louisa Louise Luc Luca Lucas Lucia Luciano Lucie Lucien Lucinda Lucy Ludovic
Ludwig Luigi Luis Luisa Luiz Luka Lukas Luke Luther Lydia Lyn Lynn Lynne Lyudmila Mackenzie Madeleine Magda Magdalena
Maggie Magnus Mahathir Mahendra Mahesh Mahinda Mahmoud Mahmud Maia Maithripala Makarand Malala Malcolm Malik
Mallikarjun Mamata Mamnoon Manfred Manish Manmohan Manny Manohar Manoj Manu Manuel Manuela Mara Marc Marcel Marcelo
Marcia Marco Marcos Marcus Marek Margaret Margarita Margot Maria Mariam Marian Mariana Marianne Mariano Marie Marika
Marilyn Marina Marine Mario Marion Marisa Marissa Marius Marjorie Mark Marko Markus Marla Marlene Marlon Marsha Marta
Martha Martin Martina Marty Marvin Mary Maryam Masood Massimo Masud Mateo Mateusz Mathew Mathias Mathieu Mathilde Mats
Matt Matteo Matthew Matthias Maureen Maurice Mauricio Mauro Max Maxim Maxime Maximilian Maxine Maya Mayawati Meera Meg
Megan Meghan Mehbooba Mehdi Mehmet Mel Melania Melanie Melinda Melissa Melvin Mercedes Meredith Merle Mia Michael
Michaela Michal Michel Michele Michelle Mick Micky Miguel Mihai Mike Mikhail Mikko Milan Milena Miles Milos Mimi Mina
Mindy Ming Minh Minna Mira Miranda Miriam Miroslav Mitch Mitchell Mitt Mohamad Mohamed Mohammad Mohammed Mohamud Mohan
Mohsen Moira Molly Mona Monica Monika Monique Morgan Moritz Morris Mortimer Moshe Mostafa Muammar Muhammad Muhammadu
Mukesh Mukul Munir Murali Muriel Murray Musa Mustafa Mykhailo Mykola Myra Myriam Nabil Nadia Nadine Nafisa Najib Nana
Nancy Naomi Narendra Naresh Naseem Nasir Nasser Natalia Natalie Natasha Nate Nathan Nathaniel Naveen Navin Nawaz Neal
Ned Neera Neha Neil Nelson Nestor Nicholas Nick Nicky Nicola Nicolae Nicolas Nicole Nicolás Nigel Nikita Nikki Niklas
Nikola Nikolai Nikolas Nikolay Nikos Nils Nina Niraj Nirmala Nitin Nitish Noah Noam Noel Noor Nora Norbert Norma
Norman Nouri Nuno Octavio Oksana Ola Olaf Oleg Oleh Oleksandr Oleksii Oleksiy Olena Olga Oliver Olivia Olivier Omar
Omer Oprah Orrin Oscar Oskar Osman Oswald Otto Owen Pablo Paddy Padma Paige Pam Pamela Panagiotis Paola Paolo Parag
Pascal Pat Patricia Patricio Patrick Patrik Patty Paul Paula Paulina Pauline Paulo Pavel Pavlo Pawan Pawel Pearl Pedro
Peggy Penelope Penny Per Percy Perry Pete Peter Petr Petra Petro Phil Philip Philippa Philippe Phillip Phoebe Phyllis
Pia Pierce Pierre Piers Pieter Pietro Pilar Piotr Piyush Polly Poonam Prabhat Prabowo Pradeep Prakash Pramod Pranab
Prasad Prashant Pratap Praveen Prem Priti Priya Priyanka Pyotr Queenie Quentin Quincy Rabia Rachel Radoslaw Rafael
Rafaela Raghav Raghuram Rahim Rahm Rahul Rainer Raj Rajat Rajesh Rajiv Rajnath Raju Rakesh Ralf Ralph Ram Ramesh Rami
Ramon Ramzan Ramón Rana Rand Randall Randi Randolph Randy Rania Ranil Rashid Rashida Raul Ravi Ravindra Ray Raymond
Raúl Rebecca Recep Reggie Regina Reginald Reince Reinhard Rekha Renata Rene Renee René Reuben Rex Reza Rhonda Riad
Ricardo Riccardo Richard Rick Ricky Rishi Rita Ritu Rob Robbie Robert Roberta Roberto Robin Robyn Rocco Rocio Rod
Roderick Rodney Rodolfo Rodrigo Rodrigue Roger Rohan Rohit Roland Rolf Romain Roman Ron Ronald Ronan Ronnie Rory Rosa
Rosalind Rosario Rose Rosemary Rosie Ross Roswitha Roy Ruben Rudolf Rudy Rufus Rupert Ruslan Russ Russell Ruth Ryan
Sabine Sabrina Sachin Sadiq Saeed Safiya Said Sajid Sally Salma Salman Salvador Salvatore Sam Samantha Sami Samir
Sammy Samuel Sana Sandeep Sandra Sandro Sandy Sanjay Sanna Santiago Sara Sarah Sardar Sasha Satya Saul Scarlett Scott
Sean Sebastian Sebastien Seema Selena Selim Serena Serge Sergei Sergey Sergio Serhiy Seth Seymour Shah Shahbaz Shahid
Shane Shankar Shannon Sharad Sharon Shashi Shaun Shaunna Shawn Sheila Shelby Sheldon Shelley Sheri Sherri Sherrod
Sheryl Shinzo Shirley Shiv Shivraj Shoaib Shreya Shridhar Shyam Sian Sibusiso Sidney Siegfried Sigmar Sigrid Silvia
Silvio Simon Simona Simone Sinead Sirajul Smriti Sofia Sofie Sohail Sonia Sonja Sonny Sophia Sophie Soren Spencer
Srinivasa Stacey Stacy Stan Stanislav Stanley Stefan Stefania Stefano Steffen Stella Stephan Stephane Stephanie
Stephen Sterling Steve Steven Stewart Stuart Subhash Subramanian Sudhir Sue Suella Sukhbir Suleiman Sultan Sunil
Sunita Surendra Suresh Susan Susana Susanna Susanne Sushil Sushma Susie Suzanne Sven Svetlana Sviatlana Swapna Sydney
Syed Sylvester Sylvia Sylvie Taavi Tadeusz Tahir Takeshi Tamara Tamim Tammy Tania Tanya Tara Tarek Tariq Taro Taylor
Tayyip Ted Teodoro Terence Teresa Teri Terrence Terri Terry Tessa Thabo Thad Thaddeus Thelma Theo Theodore Theresa
Therese Thierry Thomas Thorsten Thurgood Tim Timo Timothy Tina Tobias Toby Todd Tom Tomas Tomasz Tommy Tomoko Toni
Tony Tracey Traci Tracy Travis Trent Trevor Trey Tricia Trisha Tristan Troy Tulsi Tyler Tyrone Uday Ulrich Ulrike Uma
Umar Umberto Ursula Usha Usman Uwe Vaclav Vadim Valentin Valentina Valeria Valerie Valery Van Vanessa Vasily Vasyl
Venkaiah Vera Vernon Veronica Veronika Vicente Vicki Vicky Victor Victoria Vidya Vijay Vikas Vikram Viktor Viktoria
Vin Vince Vincent Vincenzo Vinod Viola Violet Virat Virginia Vitali Vitaly Vivek Vivian Viviane Vladimir Vojislav
Volker Volodymyr Vyacheslav Wade Wahid Wallace Wally Walt Walter Wanda Waqar Ward Warren Wayne Wei Wendell Wendy
Werner Wesley Whitney Whoopi Wilbur Wilfred Wilhelm Willem William Willie Willy Wilma Winnie Winston Wojciech Wolfgang
Woody Xavier Xi Xiaoping Yahya Yair Yan Yana Yang Yannick Yannis Yaroslav Yashwant Yasmin Yasser Yevgeny Yitzhak Yogi
Yoko Yolanda Yoshihide Yousef Youssef Yuan Yukio Yulia Yuri Yuriy Yusuf Yves Yvette Yvonne Zac Zach Zachary Zahra
Zainab Zara Zbigniew Zelda Zhang Zia Zoe Zoltan Zoran
"""

#: Words that open a person's name.
GIVEN = frozenset(_TABLE.split())
